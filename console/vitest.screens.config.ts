// Screenshots of the participant pages against a fake hub: `npm run screens`, after `npm run build`.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("src", import.meta.url)) } },
  test: { include: ["tests/screens/*.screens.ts"], fileParallelism: false },
});
