/** Opens the built pages in Chromium with a fake hub behind them, and takes pictures. */
import { mkdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { type FakeGuest, fakeAnswer } from "@/fake-hub/fake-answers";
import type { FakeHub } from "@/fake-hub/fake-hub";
import { PAGES } from "@/fake-hub/sample-contract";
import { contractPage } from "./contract-pages";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const ORIGIN = "http://127.0.0.1:8080";
const FLAGS_FILE = new URL("../../../tests/browser/chromium-flags.json", import.meta.url);
const FLAGS = JSON.parse(readFileSync(FLAGS_FILE, "utf8")) as string[];
const MEDIA: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
/** The policy that the hub sends with every participant page. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' blob: data:; style-src 'self'; font-src 'self'";
const PAGE_FILES: Readonly<Record<string, string>> = {
  "/s": "s.html",
  "/stage": "stage.html",
  "/v": "v.html",
};

export interface Visit {
  readonly path: "/s" | "/stage" | "/v";
  readonly guest: FakeGuest;
  readonly width: number;
  readonly height: number;
  readonly userAgent?: string;
  readonly language?: "zh" | "en";
  /** As on a phone that does not trust the certificate. */
  readonly isInsecure?: boolean;
}

export class Studio {
  private constructor(
    private readonly browser: Browser,
    private readonly images: readonly Buffer[],
    private readonly out: string,
  ) {}

  static async open(out: string): Promise<Studio> {
    mkdirSync(out, { recursive: true });
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: FLAGS,
    });
    const page = await browser.newPage({ viewport: { width: 1240, height: 1754 } });
    const images: Buffer[] = [];
    for (let number = 1; number <= PAGES; number++) {
      await page.setContent(contractPage(number));
      images.push(await page.screenshot());
    }
    await page.close();
    return new Studio(browser, images, out);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** Opens a page; script errors and refused policies fail the test through the returned list. */
  async visit(hub: FakeHub, visit: Visit): Promise<{ page: Page; complaints: string[] }> {
    const context = await this.browser.newContext({
      viewport: { width: visit.width, height: visit.height },
      deviceScaleFactor: visit.width < 600 ? 2 : 1,
      hasTouch: visit.width < 600,
      ...(visit.userAgent ? { userAgent: visit.userAgent } : {}),
    });
    await serve(context, hub, visit.guest, this.images);
    if (visit.isInsecure) {
      await context.addInitScript(() => Object.defineProperty(window, "isSecureContext", { value: false }));
    }
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(`${ORIGIN}${visit.path}?lang=${visit.language ?? "zh"}#token`);
    return { page, complaints };
  }

  async shoot(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(this.out, `${name}.png`) });
  }
}

async function serve(
  context: BrowserContext,
  hub: FakeHub,
  guest: FakeGuest,
  images: readonly Buffer[],
): Promise<void> {
  await context.route("**/*", async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    const image = /\/pages\/(\d+)\.png$/.exec(pathname);
    if (image) {
      await route.fulfill({ body: images[Number(image[1]) - 1] ?? "", contentType: "image/png" });
    } else if (pathname.startsWith("/api/v1")) {
      const path = pathname.slice("/api/v1".length);
      const answer = fakeAnswer(hub, guest, request.method(), path, request.postData() ?? "");
      await route.fulfill({
        status: answer?.status ?? 404,
        contentType: "application/json",
        body: answer?.body === undefined ? "" : JSON.stringify(answer.body),
      });
    } else {
      const file = PAGE_FILES[pathname] ?? pathname.slice(1);
      await route.fulfill({
        body: readFileSync(join(DIST, file)),
        contentType: MEDIA[extname(file)] ?? "application/octet-stream",
        headers: { "Content-Security-Policy": POLICY },
      });
    }
  });
  await context.routeWebSocket("**/live*", (socket) => {
    const hear = hub.connect(guest, {
      text: (data) => socket.send(data),
      bytes: (data) => socket.send(Buffer.from(data)),
      closed: (code) => void socket.close({ code }),
    });
    socket.onMessage((data) => hear(typeof data === "string" ? data : new Uint8Array(data)));
  });
}
