/** A browser that does not know modules: every page says what to do instead of staying white; nobody else sees it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startHub } from "./hub-process.mjs";
import { DESK, openStudio, PHONE } from "./screens.mjs";

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "old-browser");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("whoever comes with an old browser is told what to do", { timeout: 120_000 }, async () => {
  const desk = await studio.open("desk", DESK);
  const phone = await studio.open("phone", PHONE);
  for (const { context } of [desk, phone]) {
    await context.addInitScript(() => {
      delete HTMLScriptElement.prototype.noModule;
    });
    // Such a browser runs no module.
    await context.route("**/assets/**", (route) => route.abort());
  }
  for (const path of ["/", "/s", "/q", "/r", "/v", "/stage"]) {
    for (const { page } of [desk, phone]) {
      await page.goto(path);
      await page.getByRole("alert").getByText("请换一个浏览器打开").waitFor();
    }
  }
  await studio.shoot("told", [desk, phone]);
  const now = await studio.open("now", PHONE);
  await now.page.goto("/");
  await now.page.locator("#root > *").first().waitFor();
  assert.equal(await now.page.locator("#old-browser").count(), 0);
});
