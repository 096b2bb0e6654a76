/**
 * Two hundred contracts from one sheet: the template, the sheet as people fill it in with two mistakes, the question,
 * the progress, and the file of results. At a desk, and the progress on a phone.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { acceptAgreements, apiOf, draftFor } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, openStudio, PHONE } from "./screens.mjs";

const COUNT = 200;
let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "bulk-start");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("two hundred contracts are started from a sheet", { timeout: 240_000 }, async () => {
  const desk = await studio.open("desk", DESK);
  const road = await studio.open("phone", PHONE);
  const api = apiOf(desk.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(api);
  await road.context.addCookies(await desk.context.cookies());
  const draft = await draftFor(api);
  const { version, body } = await api.get(`/drafts/${draft}`);
  const routine = { ...body, policy: { ...body.policy, course: "routine" } };
  await api.put(`/drafts/${draft}`, { version, body: routine });
  await api.post("/templates", { draft, name: "经销协议", folder: null });

  const { page } = desk;
  await page.goto("/templates");
  await page.getByRole("button", { name: "经销协议：更多操作" }).click();
  await page.getByRole("link", { name: "批量发起" }).press("Enter");
  await page.getByText("还没有用这份模板批量发起过").waitFor();
  await page.getByLabel("甲方 姓名").fill("王大山");
  await page.getByLabel("甲方 手机号").fill("13800000001");
  await page.getByLabel("甲方 企业名称").fill("青屿新能源（虚构）有限公司");
  await studio.shoot("prepare", [desk]);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载空白表格" }).click();
  const form = await readFile(await (await downloading).path(), "utf8");
  assert.match(form, /乙方姓名\*,乙方手机号\*,乙方企业名称\*/);

  const row = (n) => `经销商${n},${n === 7 ? "不详" : 13_900_000_000 + n},${n === 9 ? "" : `第${n}经销（虚构）有限公司`}`;
  const rows = Array.from({ length: COUNT + 2 }, (_, index) => row(index + 1));
  const text = ["乙方姓名,乙方手机号,乙方企业名称", ...rows].join("\n");
  const sheet = { name: "经销商.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.locator("input[type=file]").setInputFiles(sheet);
  await page.getByText(`${COUNT} 份可以发起，2 行有问题`).waitFor();
  await page.getByText("乙方手机号：请填写 5 至 15 位的电话号码。").waitFor();
  await studio.shoot("checked", [desk]);
  assert.equal((await api.get("/contracts?which=sent")).length, 0, "nothing goes out before the question is answered");

  await page.getByRole("button", { name: `发起 ${COUNT} 份合同` }).click();
  await page.getByRole("dialog").getByRole("button", { name: `发起 ${COUNT} 份合同` }).click();
  await page.getByText(/正在发起：/).waitFor();
  await road.page.goto(new URL(page.url()).pathname);
  await road.page.getByText(/正在发起：/).waitFor();
  await studio.shoot("under-way", [desk, road]);
  await page.getByText(`已发起 ${COUNT} 份合同`).waitFor({ timeout: 120_000 });
  await road.page.getByText(`已发起 ${COUNT} 份合同`).waitFor();
  await studio.shoot("done", [desk, road]);
  const result = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载结果表格" }).click();
  const lines = (await readFile(await (await result).path(), "utf8")).trim().split("\r\n");
  assert.equal(lines.length, COUNT + 3);
  assert.equal(lines.filter((line) => line.includes("已发起")).length, COUNT);
  await page.getByRole("link", { name: "已发起" }).first().click();
  await page.waitForURL(/\/host\//);
  await page.getByText(/经销商1(?!\d)/).first().waitFor();

  studio.assertNoComplaints();
});
