/** On the road: a contract is started from a template on a 360 px phone, filled in by its sender there, and sent. [E35] */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { eventually, openStudio, PHONE } from "./screens.mjs";

const DOCUMENT = new URL("../../hub/assets/demo-contract.pdf", import.meta.url);
const SLOW = { timeout: 60_000 };

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "phone-start");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

/** Two roles that write by hand, and two values of the sender. */
async function keepTemplate(api) {
  const { id } = await api.post("/drafts");
  await api.upload(`/drafts/${id}/document?name=contract.pdf`, await readFile(DOCUMENT));
  const { version, body } = await api.get(`/drafts/${id}`);
  const page = body.document.pages.length;
  const sign = (party, x) => ({ party, page, rect: { x, y: 488_000, w: 185_000, h: 78_000 } });
  const fill = (no, name, kind, y) => ({
    no,
    page: 1,
    rect: { x: 78_000, y, w: 200_000, h: 24_000 },
    name,
    required: true,
    kind,
  });
  const parties = [
    { label: "甲方", name: "", phone: "" },
    { label: "乙方", name: "", phone: "" },
  ];
  const controls = [
    fill(3, "合同编号", { kind: "line", max: 20 }, 760_000),
    fill(4, "付款方式", { kind: "choice", options: ["一次付清", "分期"] }, 730_000),
  ];
  const policy = { ...body.policy, course: "routine" };
  const fields = [sign(1, 78_000), sign(2, 309_000)];
  await api.put(`/drafts/${id}`, { version, body: { ...body, title: "租赁合同", parties, fields, controls, policy } });
  await api.post("/templates", { draft: id, name: "租赁合同", folder: null });
}

test("a contract is started from a template on the phone", { timeout: 240_000 }, async (t) => {
  const screen = await studio.open("road", PHONE);
  const api = apiOf(screen.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(api);
  await keepTemplate(api);
  const { page } = screen;
  const send = page.getByRole("button", { name: "发送给各方", exact: true });
  const step = async (name, act) => {
    try {
      await act();
    } catch (cause) {
      await studio.shoot("failed").catch(() => undefined);
      throw new Error(`${name}: ${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
    }
    t.diagnostic(name);
  };

  await step("what is missing is said, and leads to its field", async () => {
    await page.goto("/templates");
    await page.getByRole("button", { name: "发起合同" }).first().tap();
    await send.waitFor(SLOW);
    assert.ok(await send.isDisabled());
    await studio.shoot("empty");
    await page.getByRole("button", { name: "填写「合同编号」的内容" }).tap();
    await page.keyboard.type("ZL-2026-08");
    assert.equal(await page.getByLabel("合同编号", { exact: true }).inputValue(), "ZL-2026-08");
  });

  await step("people and values are filled in, the pages are read, and it goes out", async () => {
    for (const [no, name, phone] of [
      [1, "王大山", "13800000001"],
      [2, "江文", "13800000002"],
    ]) {
      await page.locator(`#party-${no}-name`).fill(name);
      await page.locator(`#party-${no}-phone`).fill(phone);
    }
    await page.getByText("分期", { exact: true }).tap();
    const pages = page.getByRole("img", { name: /第 \d 页/ });
    await pages.first().scrollIntoViewIfNeeded();
    await pages.first().evaluate((image) => image.decode());
    await studio.shoot("read");
    await page.evaluate(() => window.scrollTo(0, 0));
    await studio.shoot("filled");
    await send.tap();
    await page.waitForURL(/\/host\//, SLOW);
    await page.getByText("签署进度").waitFor(SLOW);
    await studio.shoot("sent");
    const row = async () => {
      const [{ title, state }] = await api.get("/contracts?which=sent");
      return [title, state];
    };
    await eventually("it waits for signatures", row, ["租赁合同", "to_sign"], 60_000);
  });
  studio.assertNoComplaints();
});
