// Six pages from one build: the console, and the pages without an account that /s, /q, /r, /v and /stage serve.
// Everything is compiled for Chrome 77, the engine inside meeting apps (issue 2, "Pages").
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const hub = process.env.HUB_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": page("src") } },
  build: {
    target: ["es2019", "chrome77"],
    cssTarget: "chrome77",
    // The hub's policy allows scripts of its own origin only: no inline preload script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: {
        console: page("index.html"),
        byCode: page("q.html"),
        reader: page("r.html"),
        sign: page("s.html"),
        stage: page("stage.html"),
        viewer: page("v.html"),
      },
    },
  },
  server: { proxy: { "/api": { target: hub, ws: true }, "/trust": hub } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,mjs}"],
  },
});
