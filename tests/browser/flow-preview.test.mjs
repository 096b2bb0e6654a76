/**
 * Before an ordinary contract is sent: what is missing leads to its field, the order is changed by dragging and by
 * keys in the flow preview, every party's view is looked at, and the contract is sent from there. For one party any one
 * of two people signs: the second takes the part over from the first.
 *
 * `HUIQIAN_HUB` names the hub program, `HUIQIAN_SHOTS` the folder for the pictures, `CHROMIUM` the browser.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { apiOf, codeFor, prepareDraft } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { Phone } from "./phone.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

/** Signing boxes of three parties, in 1/1000 pt. */
const BOXES = [78_000, 230_000, 382_000].map((x) => ({ x, y: 488_000, w: 130_000, h: 60_000 }));
/** Any one of these signs for 甲方. */
const FIRST = "13800000001";
const OTHER = "13800000009";

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "flow-preview");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("order, check and preview before sending", { timeout: 180_000 }, async () => {
  const desk = await studio.open("sender", DESK);
  const { page } = desk;
  const api = apiOf(desk.context, hub.origin);
  const draft = await prepareDraft(api, hub.setupToken);
  const { version, body } = await api.get(`/drafts/${draft}`);
  const third = { label: "丙方", name: "", phone: "13800000003" };
  const fields = BOXES.map((rect, index) => ({ party: index + 1, page: 1, rect }));
  const amount = { no: 4, party: 1, page: 1, rect: { x: 78_000, y: 400_000, w: 130_000, h: 20_000 } };
  const day = { ...amount, no: 5, party: undefined, name: "签订日期", required: true, kind: { kind: "date" } };
  await api.put(`/drafts/${draft}`, {
    version,
    body: {
      ...body,
      parties: [...body.parties, third],
      fields,
      controls: [{ ...amount, name: "金额", required: true, kind: { kind: "amount" } }, day],
      values: [{ no: 5, text: "2026-11-22" }],
      policy: { ...body.policy, course: "routine" },
    },
  });
  const button = (name) => page.getByRole("button", { name });
  const flow = page.getByRole("list", { name: "流程预览图" });
  const block = (name) => flow.getByRole("button", { name: new RegExp(`^${name}`) });
  /** The parties' labels, step by step, as the hub has them. */
  const saved = async () => {
    const { parties, policy } = (await api.get(`/drafts/${draft}`)).body;
    return [policy.order, ...parties.map(({ turn }) => turn)];
  };
  const drag = async (from, to) => {
    const [start, end] = await Promise.all([from.boundingBox(), to.boundingBox()]);
    await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await page.mouse.down();
    await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 5 });
    await page.mouse.up();
  };

  await page.goto(`/drafts/${draft}`);
  await button("检查并预览").click();
  await page.getByText("发送前还需要").waitFor();
  assert.ok(await button("发送给各方").isDisabled());
  await studio.shoot("missing");
  await button("丙方").and(page.locator(".ant-btn-link")).click();
  const name = page.locator("#party-3-name");
  await eventually("the missing name is asked for", () => name.evaluate((field) => field === document.activeElement), true);
  await name.fill("何平");
  await button("检查并预览").click();
  await page.getByText("内容齐全，可以发送。").waitFor();

  await button("返回修改").click();
  await button("添加甲方的或签人").click();
  await page.getByLabel("甲方 或签人 1 姓名").fill("孙倩");
  await page.getByLabel("甲方 或签人 1 手机号").fill("13800000009");
  await studio.shoot("one-of-two");
  await button("检查并预览").click();
  await block("甲方 王大山或孙倩").waitFor();

  await block("甲方").focus();
  await page.keyboard.press("ArrowRight");
  await page.getByText("甲方 王大山或孙倩在第 2 步单独签署。").waitFor();
  await eventually("saved", saved, ["in_turn", 2, 1, 1]);
  await studio.shoot("by-keys");
  await drag(block("丙方"), flow.locator('[data-drop="gap/0"]'));
  await eventually("丙方 goes first", saved, ["in_turn", 3, 2, 1]);
  await drag(block("甲方"), flow.locator('[data-drop="step/1"]'));
  await eventually("甲方 joins 乙方", saved, ["in_turn", 2, 2, 1]);
  await button("全屏查看").click();
  const whole = page.getByRole("dialog");
  await whole.getByText("全部签完").waitFor();
  const covered = async () => Math.round((await whole.boundingBox())?.width ?? 0);
  await eventually("it fills the window", covered, DESK.viewport.width);
  await studio.shoot("full-screen");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  const seen = page.getByRole("radiogroup", { name: "选择一方" });
  await page.getByText("填写 1 项").waitFor();
  await page.getByText("2026年11月22日").waitFor();
  await seen.getByText("丙方", { exact: true }).click();
  await page.getByText("无需填写").waitFor();
  await page.getByText("第 1 步签署").waitFor();
  await studio.shoot("preview");
  await page.setViewportSize({ width: 360, height: 780 });
  await studio.shoot("narrow");
  await page.setViewportSize(DESK.viewport);
  await button("发送给各方").click();
  await page.waitForURL(/\/host\//, { timeout: 60_000 });
  const contract = page.url().split("/").pop();
  const invited = async () => (await api.get(`/contracts/${contract}/outbox`)).map(({ to_phone }) => to_phone);
  await eventually("whoever may fill in is asked", async () => (await invited()).sort(), [FIRST, OTHER], 60_000);

  const phones = [await studio.open("first", PHONE), await studio.open("other", PHONE)];
  for (const [index, number] of [FIRST, OTHER].entries()) {
    const messages = await api.get(`/contracts/${contract}/outbox`);
    const { text } = messages.find(({ to_phone }) => to_phone === number);
    const phone = new Phone(phones[index], { phone: number });
    await phone.openLink(/http\S+/.exec(text)[0]);
    await phone.begin();
    await phone.readAgreement("用户协议");
    await phone.acceptAgreements();
    const code = await codeFor(api, contract, number);
    await phone.page.getByLabel("6 位验证码").fill(code);
    await phone.page.getByText("已填 0 / 1 项").waitFor({ timeout: 60_000 });
  }
  await phones[0].page.getByText("孙倩正在代表本方处理").waitFor();
  await studio.shoot("taken", phones);
  studio.assertNoComplaints();
});
