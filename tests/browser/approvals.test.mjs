/**
 * An approval with three steps in real browsers: the flow made at a desk, the contract sent by an employee, and the
 * approvers on the phone: one hands over, one is away, one sends back, and at last the contract goes out by itself.
 */
import { after, before, test } from "node:test";
import { acceptAgreements, apiOf, draftFor } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

const PEOPLE = [
  { name: "沈知远", phone: "13700500002", roles: [3] },
  { name: "顾清和", phone: "13700500003", roles: [] },
  { name: "许明舟", phone: "13700500004", roles: [] },
];

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "approvals");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("a contract is approved in three steps on the phone", { timeout: 240_000 }, async (t) => {
  const desk = await studio.open("leader-desk", DESK);
  const road = await studio.open("leader-phone", PHONE);
  const leader = apiOf(desk.context, hub.origin);
  await leader.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(leader);
  const { organisation } = await leader.post("/organisations", {
    name: "青屿新能源科技有限公司",
    credit_code: "91350100M000100Y43",
    legal_representative: "林望舒",
    registrant_name: "林望舒",
    is_legal_representative: true,
  });
  await leader.post(`/organisations/${organisation}/approve`);
  await leader.post(`/organisations/${organisation}/departments`, { name: "销售部", parent: 0 });
  await leader.put("/me/organisation", { organisation });
  // The same person on the phone: what a manager on the road does.
  await road.context.addCookies(await desk.context.cookies());

  /** An employee with a device of their own, who has joined. */
  const employ = async ({ name, phone, roles }, device) => {
    await leader.post(`/organisations/${organisation}/members`, [{ name, phone, roles }]);
    const screen = await studio.open(name, device);
    const api = apiOf(screen.context, hub.origin);
    await api.post("/sign-in/code", { phone });
    const sent = (await leader.get("/outbox")).find(({ to_phone }) => to_phone.endsWith(phone));
    await api.post("/sign-in", { phone, code: /(?<!\d)\d{6}(?!\d)/.exec(sent.text)[0] });
    await acceptAgreements(api);
    await api.post(`/organisations/${organisation}/join`);
    await api.put("/me/organisation", { organisation });
    return { ...screen, api };
  };
  const sender = await employ(PEOPLE[0], DESK);
  const finance = await employ(PEOPLE[1], PHONE);
  const legal = await employ(PEOPLE[2], PHONE);

  /** One part of the journey; the first that fails ends it, with pictures and complaints of every screen. */
  const step = async (name, act) => {
    try {
      await act();
    } catch (cause) {
      await studio.shoot("failed").catch(() => undefined);
      throw new Error(`${name}: ${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
    }
    t.diagnostic(name);
  };
  const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
  /** In the dialog: words where they are asked for, then its button. */
  const say = async (page, label, words, name) => {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(label).fill(words);
    await dialog.getByRole("button", { name, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  };
  const pick = async (page, label, name) => {
    const list = page.getByLabel(label, { exact: true });
    await list.fill(name);
    await list.press("Enter");
  };
  /** Opens the one approval that waits for this person. */
  const openWaiting = async ({ page }) => {
    await page.goto("/approvals");
    await page.getByRole("link", { name: /战略合作框架协议/ }).click();
    await page.getByAltText("第 1 页").waitFor();
  };

  await step("a flow of three steps is made and seen as a picture", async () => {
    const { page } = desk;
    await page.goto("/approvals");
    await page.getByText("没有等您处理的审批").waitFor();
    await studio.shoot("nothing-waits", [desk]);
    await press(page, "审批流程");
    await page.getByText("还没有审批流程").waitFor();
    await page.getByRole("button", { name: "新建流程" }).click();
    await page.getByLabel("流程名称").fill("对外合同审批");
    await page.getByRole("button", { name: "增加一步" }).click();
    await page.getByRole("button", { name: "增加一步" }).click();
    const asks = async (n, name) => {
      const list = page.getByLabel(`第 ${n} 步 由谁审批`);
      await list.fill(name);
      await list.press("Enter");
      await list.press("Escape");
    };
    await asks(1, "提交人的直属上级");
    await asks(1, "顾清和");
    await asks(2, "许明舟");
    await asks(3, "超级管理员");
    await page.getByRole("list", { name: "流程图" }).getByText("顾清和").waitFor();
    await studio.shoot("flow-form", [desk]);
    await press(page, "保存");
    await page.getByText("全部适用").waitFor();
    await road.page.goto(`/organisations/${organisation}/approval-flows`);
    await road.page.getByText("全部适用").waitFor();
    await studio.shoot("flows", [desk, road]);
  });

  const draft = await draftFor(sender.api, organisation);
  await step("the employee sends, and it waits instead of going out", async () => {
    const { page } = sender;
    await page.goto(`/drafts/${draft}`);
    await page.getByText("以青屿新能源科技有限公司名义发起").waitFor();
    await studio.shoot("editor", [sender]);
    await page.getByRole("button", { name: /^(开启会场|发送给各方)$/ }).click();
    await page.waitForURL(/\/approvals\//);
    await page.getByText("等待 顾清和").waitFor();
    await studio.shoot("requested", [sender]);
    await page.goto(`/drafts/${draft}`);
    await page.getByText("合同正在审批").waitFor();
  });

  await step("finance reads it on the phone and approves", async () => {
    await finance.page.goto("/approvals");
    await finance.page.getByRole("link", { name: /战略合作框架协议/ }).waitFor();
    await studio.shoot("waiting", [finance]);
    await openWaiting(finance);
    await finance.page.getByText("等您审批").waitFor();
    await studio.shoot("reads", [finance]);
    await press(finance.page, "通过");
    await studio.shoot("passing", [finance]);
    await say(finance.page, "审批意见（选填）", "预算内，同意", "通过");
    await finance.page.getByText("等待 许明舟").waitFor();
  });

  await step("legal is away, and finance acts instead", async () => {
    const { page } = legal;
    await page.goto("/approvals");
    await press(page, "外出代审");
    await pick(page, "代审同事", "顾清和");
    await studio.shoot("absence", [legal]);
    await press(page, "设置代审");
    await page.getByText("由顾清和代审").waitFor();
    await page.getByText("没有等您处理的审批").waitFor();
    await openWaiting(finance);
    await finance.page.getByText("请您代许明舟审批").waitFor();
    await press(finance.page, "通过");
    await say(finance.page, "审批意见（选填）", "条款无异议", "通过");
    await finance.page.getByText("等待 林望舒").waitFor();
    await studio.shoot("instead", [finance]);
  });

  await step("the leader sends it back from the road", async () => {
    await openWaiting(road);
    await press(road.page, "退回");
    await say(road.page, "原因（必填）", "请补充保密期限", "退回");
    await road.page.getByText("已退回").first().waitFor();
    await studio.shoot("sent-back", [road]);
  });

  await step("the employee changes it and asks again", async () => {
    const { page } = sender;
    await page.goto("/approvals");
    await page.getByRole("tab", { name: /我提交的/ }).click();
    await page.getByRole("link", { name: /战略合作框架协议/ }).click();
    await page.getByText("请按意见修改后重新提交").waitFor();
    await studio.shoot("asked-to-change", [sender]);
    await page.getByRole("link", { name: "修改合同" }).click();
    await page.getByLabel("标题", { exact: true }).fill("战略合作框架协议（修订）");
    await page.getByRole("button", { name: /^(开启会场|发送给各方)$/ }).click();
    await page.waitForURL(/\/approvals\//);
  });

  await step("handed over, passed three times, it goes out by itself", async () => {
    await openWaiting(finance);
    await legal.page.goto("/approvals");
    await press(legal.page, "结束代审");
    await legal.page.getByRole("button", { name: "外出代审" }).waitFor();
    await press(finance.page, "更多");
    await finance.page.getByText("转交", { exact: true }).click();
    await pick(finance.page, "同事", "许明舟");
    await studio.shoot("hands-over", [finance]);
    await finance.page.getByRole("dialog").getByRole("button", { name: "转交" }).click();
    await finance.page.getByText("给许明舟").waitFor();
    for (let passed = 1; passed <= 2; passed += 1) {
      await openWaiting(legal);
      await press(legal.page, "通过");
      await say(legal.page, "审批意见（选填）", "", "通过");
      await legal.page.getByText(passed === 1 ? "等您审批" : "等待 林望舒").waitFor();
    }
    await openWaiting(road);
    await press(road.page, "通过");
    await say(road.page, "审批意见（选填）", "", "通过");
    await road.page.getByText("已通过").first().waitFor();
    await studio.shoot("passed", [road]);
    const sent = `/contracts?which=sent&organisation=${organisation}`;
    await eventually("the contract is there", async () => (await sender.api.get(sent)).length, 1);
    await sender.page.reload();
    await sender.page.getByText("已通过并办理").waitFor();
    await studio.shoot("went-out", [sender]);
  });

  studio.assertNoComplaints();
});
