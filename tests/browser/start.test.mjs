/**
 * 发起: a person without an organisation starts a contract on a phone, from a file that another app shared to the
 * installed page, and a receipt from the official template; both are sent.
 *
 * `HUIQIAN_HUB` names the hub program, `HUIQIAN_SHOTS` the folder for the pictures, `CHROMIUM` the browser.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

const DOCUMENT = new URL("../../hub/assets/demo-contract.pdf", import.meta.url);
const OWN = "13900000000";
const OTHER = "13800000002";

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "start");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("a contract from a shared file, and a receipt", { timeout: 300_000 }, async () => {
  const phone = await studio.open("person", PHONE);
  const { page } = phone;
  page.setDefaultTimeout(60_000);
  const api = apiOf(phone.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: OWN });
  await acceptAgreements(api);

  await page.goto("/start");
  await page.getByText("从文件发起合同").waitFor();
  await studio.shoot("ways");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  const manifest = await (await phone.context.request.get(`${hub.origin}/manifest.webmanifest`)).json();
  // What the phone does when its owner shares a file: it posts the form that the manifest names.
  const bytes = [...(await readFile(DOCUMENT))];
  await page.evaluate(
    ({ target, file }) => {
      const form = document.createElement("form");
      Object.assign(form, { action: target.action, method: "post", enctype: target.enctype });
      const input = document.createElement("input");
      Object.assign(input, { type: "file", name: target.params.files[0].name });
      const shelf = new DataTransfer();
      shelf.items.add(new File([new Uint8Array(file)], "合作协议.pdf", { type: "application/pdf" }));
      input.files = shelf.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    { target: manifest.share_target, file: bytes },
  );
  await page.getByLabel("对方 姓名").waitFor();
  assert.equal(await page.getByLabel("我 手机号").inputValue(), OWN);
  assert.equal(await page.locator("#quick-title").inputValue(), "合作协议");
  await page.getByLabel("我 姓名").fill("林望舒");
  await page.getByLabel("对方 姓名").fill("江文");
  await page.getByLabel("对方 手机号").fill(OTHER);
  await page.getByRole("img", { name: "第 1 页" }).waitFor();
  await studio.shoot("people");
  await page.getByRole("button", { name: "发送给对方签署" }).click();
  await page.waitForURL(/\/host\//);
  await page.getByText("待签署").first().waitFor();
  await studio.shoot("sent");
  const contract = /\/host\/([^/?]+)/.exec(page.url())[1];
  const told = async () => {
    const messages = await api.get(`/contracts/${contract}/outbox`);
    return [...new Set(messages.map(({ to_phone }) => to_phone))].sort();
  };
  await eventually("both are told", told, [OTHER, OWN]);

  const desk = await studio.open("person-at-a-desk", { ...DESK, storageState: await phone.context.storageState() });
  desk.page.setDefaultTimeout(60_000);
  await desk.page.goto("/start");
  await desk.page.getByRole("button", { name: "开一张收据" }).click();
  await desk.page.getByText("收款人 · 我").waitFor();
  await desk.page.getByLabel("我 姓名").fill("林望舒");
  await desk.page.getByLabel("对方 姓名").fill("江文");
  await desk.page.getByLabel("对方 手机号").fill(OTHER);
  await desk.page.getByLabel("收款日期").fill("2026-11-23");
  await desk.page.getByLabel("收款金额").fill("12000");
  await desk.page.getByLabel("款项事由").fill("房屋押金");
  await desk.page.getByLabel("收款方式").click();
  await desk.page.locator(".ant-select-item-option").first().click();
  await studio.shoot("receipt");
  await desk.page.getByRole("button", { name: "发送给对方签署" }).click();
  await desk.page.waitForURL(/\/host\//);
  await desk.page.getByText("江文").first().waitFor();
  await studio.assertNoComplaints();
});
