/**
 * The editor's first card in a real browser: a Word and an Excel file are chosen together, converted, joined, looked
 * at, confirmed and put in another order, at a desk and on a phone. Needs LibreOffice.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

const sample = (name) => fileURLToPath(new URL(`./samples/${name}`, import.meta.url));
const SLOW = { timeout: 60_000 };

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "office-upload");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("files from Word and Excel become one contract", { timeout: 240_000 }, async () => {
  const desk = await studio.open("desk", { viewport: { ...DESK.viewport, height: 1400 } });
  const api = apiOf(desk.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(api);
  const { id } = await api.post("/drafts");
  const { page } = desk;
  await page.goto(`/drafts/${id}`);
  const open = page.getByRole("button", { name: "开启会场" });
  await open.waitFor();
  await studio.shoot("empty", [desk]);

  await page.locator('input[type="file"]').first().setInputFiles([sample("contract.docx"), sample("list.xlsx")]);
  await page.getByText("正在转换为 PDF…").waitFor(SLOW);
  await studio.shoot("converting", [desk]);
  const confirm = page.getByRole("button", { name: "页面无误，确认" });
  await confirm.first().waitFor(SLOW);
  await page.getByText("2 个文件").waitFor(SLOW);
  await eventually("two conversions to look at", () => confirm.count(), 2, 30_000);
  await page.getByText("服务器没有这些字体：Times New Roman、宋体").waitFor();
  await page.getByText(/原文件记录为 3 页，转换后为 2 页/).waitFor();
  assert.ok(await open.isDisabled(), "nothing can be opened before the pages are confirmed");
  await page.getByText("核对并确认 contract.docx 转换后的页面", { exact: true }).waitFor();
  await studio.shoot("to-confirm", [desk]);

  const phone = await studio.open("phone", { ...PHONE, storageState: await desk.context.storageState() });
  await phone.page.goto(`/drafts/${id}`);
  const onPhone = phone.page.getByRole("button", { name: "页面无误，确认" });
  await onPhone.first().scrollIntoViewIfNeeded();
  await studio.shoot("to-confirm", [phone]);
  await phone.context.close();

  await confirm.first().click();
  await eventually("one conversion is left to look at", () => confirm.count(), 1);
  await confirm.first().click();
  await eventually("every conversion is confirmed", () => confirm.count(), 0);
  const names = () => page.locator("ol[aria-busy] li").evaluateAll((items) => items.map((item) => item.innerText.split(" ")[0]));
  await eventually("the order as it was chosen", names, ["contract.docx", "list.xlsx"]);
  await page.getByRole("button", { name: "上移 list.xlsx" }).click();
  await eventually("the other order", names, ["list.xlsx", "contract.docx"]);
  await studio.shoot("confirmed", [desk]);
  const { body } = await api.get(`/drafts/${id}`);
  assert.deepEqual(body.document.parts.map(({ conversion }) => conversion.confirmed), [true, true]);
  assert.deepEqual(desk.complaints, []);
});
