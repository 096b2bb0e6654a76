/** Chromium with one context per person; every complaint of a page is kept, every picture checked for overflow. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(new URL("../../console/package.json", import.meta.url))("playwright-core");
const OUT = process.env.HUIQIAN_SHOTS ?? fileURLToPath(new URL("../../out/browser", import.meta.url));
const FLAGS = JSON.parse(readFileSync(new URL("./chromium-flags.json", import.meta.url), "utf8"));
const PHONE_AGENT =
  "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36";

/** Whoever works at a desk here asked for less motion; phones move. */
export const DESK = { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" };
export const PROJECTOR = { viewport: { width: 1920, height: 1080 } };
export const PHONE = {
  viewport: { width: 360, height: 780 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  userAgent: PHONE_AGENT,
};

/** What a page says by itself while its network is gone. */
const OF_A_LOST_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/;
/** What Chromium says because this test counts the pixels of a canvas. */
const OF_OUR_COUNTING = /willReadFrequently/;

/** @param folder where its pictures go, below the folder for all of them */
export async function openStudio(origin, folder = "ceremony") {
  const out = join(OUT, folder);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  const screens = [];
  let pictures = 0;

  /** A person's device: a context of its own with one page. */
  const open = async (name, device) => {
    const context = await browser.newContext({ baseURL: origin, locale: "zh-CN", ...device });
    context.setDefaultTimeout(40_000);
    const page = await context.newPage();
    const complaints = [];
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) =>
        console.error(`blocked by the policy: ${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    page.on("pageerror", (error) => complaints.push(`error: ${error.stack ?? error}`));
    page.on("console", (message) => {
      const text = `${message.type()}: ${message.text()} (${message.location().url})`;
      const isBad = ["error", "warning"].includes(message.type());
      if (isBad && !OF_A_LOST_NETWORK.test(text) && !OF_OUR_COUNTING.test(text)) complaints.push(text);
    });
    const screen = { name, context, page, complaints };
    screens.push(screen);
    return screen;
  };

  /** Pictures of all devices as they are now; none of them may scroll sideways. */
  const shoot = async (phase, shown = screens) => {
    pictures += 1;
    const number = String(pictures).padStart(2, "0");
    for (const { name, page } of shown) {
      await page.screenshot({ path: join(out, `${number}-${phase}-${name}.png`) });
      const { content, width } = await page.evaluate(() => ({
        content: document.documentElement.scrollWidth,
        width: document.documentElement.clientWidth,
      }));
      assert.ok(content <= width, `${name} scrolls sideways at ${phase}: ${content} px in ${width} px`);
    }
  };

  const assertNoComplaints = () => {
    for (const { name, complaints } of screens) assert.deepEqual(complaints, [], `complaints of ${name}`);
  };
  const complaints = () => screens.flatMap(({ name, complaints: of }) => of.map((text) => `${name}: ${text}`)).join("\n");
  return { open, shoot, complaints, assertNoComplaints, close: () => browser.close() };
}

/** Waits until `read()` gives `expected`; says what it gave at last otherwise. */
export async function eventually(what, read, expected, withinMs = 10_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await read();
    try {
      assert.deepEqual(seen, expected, what);
      return;
    } catch (difference) {
      if (Date.now() > deadline) throw difference;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The number of the contract page that `page` shows, once its picture has arrived. */
export function shownPage(page) {
  return page.evaluate(() => {
    const image = [...document.images].find(({ src }) => /\/pages\/\d+\.png/.test(src));
    if (!image?.complete || image.naturalWidth === 0) return undefined;
    return Number(/\/pages\/(\d+)\.png/.exec(image.src)[1]);
  });
}
