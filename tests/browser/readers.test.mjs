/**
 * 抄送: the sender names who gets a copy, sees them when checking and on the contract's page; the reader opens the link
 * on a phone, shows that the address is theirs, and reads.
 *
 * `HUIQIAN_HUB` names the hub program, `HUIQIAN_SHOTS` the folder for the pictures, `CHROMIUM` the browser.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { apiOf, codeFor, prepareDraft } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, openStudio, PHONE } from "./screens.mjs";

const READER = "fawu@example.com";
/** Signing boxes of two parties, in 1/1000 pt. */
const BOXES = [78_000, 309_000].map((x) => ({ x, y: 488_000, w: 130_000, h: 60_000 }));

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "readers");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("a copy for somebody who only reads", { timeout: 240_000 }, async () => {
  const desk = await studio.open("sender", DESK);
  const { page } = desk;
  const api = apiOf(desk.context, hub.origin);
  const draft = await prepareDraft(api, hub.setupToken);
  const { version, body } = await api.get(`/drafts/${draft}`);
  const fields = BOXES.map((rect, index) => ({ party: index + 1, page: 1, rect }));
  await api.put(`/drafts/${draft}`, {
    version,
    body: { ...body, fields, policy: { ...body.policy, course: "routine" } },
  });
  const button = (name) => page.getByRole("button", { name });

  await page.goto(`/drafts/${draft}`);
  await button("添加抄送人").click();
  await page.getByLabel("抄送人 1 姓名").fill("法务部");
  await page.getByLabel("抄送人 1 手机号或邮箱").fill("fawu@");
  await button("检查并预览").click();
  await button("请填写抄送人 1 的姓名和手机号或邮箱").waitFor();
  await button("返回修改").click();
  await page.getByLabel("抄送人 1 手机号或邮箱").fill(READER);
  await page.getByLabel("发送时也通知抄送人").click();
  await studio.shoot("named");
  await button("检查并预览").click();
  await page.getByText(`法务部 · ${READER}`).waitFor();
  await studio.shoot("checked");
  await button("发送给各方").click();
  await page.waitForURL(/\/host\//);
  await page.getByText(READER).first().waitFor({ timeout: 60_000 });
  await page.getByText("待签署").first().waitFor({ timeout: 60_000 });
  await studio.shoot("sent");

  const sent = await api.get(`/contracts/${draft}/outbox`);
  const { text } = sent.find(({ to_phone }) => to_phone === READER);
  const phone = await studio.open("reader", PHONE);
  await phone.page.goto(/\/r#\S+/.exec(text)[0]);
  await phone.page.getByText("您可以查看和下载，无需签署。").waitFor();
  await studio.shoot("link");
  await phone.page.getByRole("button", { name: /发送验证码到/ }).click();
  await phone.page.getByText(/验证码已发送至/).waitFor();
  await phone.page.getByLabel("6 位验证码").fill(await codeFor(api, draft, READER));
  await phone.page.getByText("尚未签署完成，签完后可在此下载。").waitFor({ timeout: 60_000 });
  await phone.page.getByRole("img", { name: "第 1 页" }).waitFor();
  await studio.shoot("reading");
  await phone.page.reload();
  await phone.page.getByText("尚未签署完成，签完后可在此下载。").waitFor({ timeout: 60_000 });
  assert.equal(await phone.page.getByRole("button", { name: /签署/ }).count(), 0, "there is nothing to sign");

  const large = await studio.open("reader-at-a-desk", DESK);
  await large.page.goto(/\/r#\S+/.exec(text)[0]);
  await large.page.getByRole("button", { name: /发送验证码到/ }).waitFor();
  await studio.shoot("desk");
  await studio.assertNoComplaints?.();
});
