/**
 * A signer opens the contract at a desk, goes on with the phone by a code that opens once, and sees at the desk what happens
 * there, up to the sealed contract.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { apiOf, codeFor, PARTIES, prepareDraft } from "./contract.mjs";
import { NAMES } from "./handwriting.mjs";
import { startHub } from "./hub-process.mjs";
import { Phone } from "./phone.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

const SLOW = { timeout: 60_000 };

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "to-phone");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("from the desk to the phone, followed at the desk", { timeout: 240_000 }, async (t) => {
  const [party] = PARTIES;
  const sender = await studio.open("sender", DESK);
  const desk = await studio.open("desk", DESK);
  const screen = await studio.open("phone", PHONE);
  const phone = new Phone(screen, party);
  const api = apiOf(sender.context, hub.origin);
  const { page } = desk;
  const button = (name) => page.getByRole("button", { name, exact: true });
  const step = async (name, act) => {
    try {
      await act();
    } catch (cause) {
      await studio.shoot("failed").catch(() => undefined);
      throw new Error(`${name}: ${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
    }
    t.diagnostic(name);
  };
  let contract;
  let url;

  await step("a contract waits for one signature", async () => {
    const id = await prepareDraft(api, hub.setupToken);
    const { version, body } = await api.get(`/drafts/${id}`);
    const fields = [{ party: 1, page: body.document.pages.length, rect: { x: 78_000, y: 488_000, w: 185_000, h: 78_000 } }];
    const policy = { ...body.policy, course: "routine" };
    await api.put(`/drafts/${id}`, { version, body: { ...body, parties: [party], fields, policy } });
    ({ contract } = await api.post(`/drafts/${id}/open`));
    const state = async () => (await api.get("/contracts?which=sent"))[0]?.state;
    await eventually("it can be signed", state, "to_sign", 60_000);
  });

  await step("the signer is identified at the desk, and asks for the code", async () => {
    const link = await api.post(`/contracts/${contract}/links`, { role: "party", party: 1 });
    await page.goto(link.url);
    await button("开始").click(SLOW);
    await page.getByRole("button", { name: "用户协议" }).click();
    await button("读完了").click();
    await page.getByRole("checkbox").check();
    await button("同意并继续").click();
    await page.getByText("验证码已发送至").waitFor();
    await page.getByLabel("6 位验证码").fill(await codeFor(api, contract, party.phone));
    await button("同意").click(SLOW);
    await button("用手机签署").click(SLOW);
    const code = page.getByRole("img", { name: "手机签署二维码" });
    await code.waitFor();
    await studio.shoot("code", [desk]);
    url = await code.getAttribute("data-url");
  });

  await step("the phone goes on, and the code is used up", async () => {
    await phone.openLink(url);
    await phone.begin();
    await phone.readAgreement("用户协议");
    await phone.acceptAgreements();
    await phone.page.getByLabel("6 位验证码").fill(await codeFor(api, contract, party.phone));
    await page.getByText("手机已打开合同").waitFor(SLOW);
    await studio.shoot("followed", [desk]);
  });

  await step("the desk shows the hand at work", async () => {
    await phone.button("读完了，去签署").tap(SLOW);
    const finger = await phone.takePen();
    for (const stroke of NAMES[party.name]) await finger.draw(stroke);
    await phone.waitUntilDelivered();
    await page.getByText("正在手机上签名").waitFor(SLOW);
    await studio.shoot("drawn", [desk]);
    await phone.finishDrawing();
    await phone.commit();
  });

  await step("the desk has the signed contract, too", async () => {
    await page.getByText("合同已签署", { exact: true }).waitFor({ timeout: 120_000 });
    await button("在本机查看").click();
    await page.getByRole("heading", { name: "合同已签署" }).waitFor(SLOW);
    await page.getByRole("link", { name: "下载合同 PDF" }).waitFor();
    await studio.shoot("done", [desk]);
  });

  await step("whoever opens the code again gets nothing", async () => {
    assert.deepEqual([...desk.complaints, ...screen.complaints], []);
    const stranger = await studio.open("stranger", PHONE);
    await stranger.page.goto(url);
    await stranger.page.getByRole("heading", { name: "这个链接不能用了" }).waitFor(SLOW);
  });
});
