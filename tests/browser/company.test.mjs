/**
 * A company in real browsers: registered and approved, thirty employees from a spreadsheet whose mistakes are shown
 * row by row, and an employee who leaves with a successor.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chooseEntry } from "./choose-entry.mjs";
import { acceptAgreements, apiOf, draftFor } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";
import { spreadsheet } from "./spreadsheet.mjs";

const HEADINGS = ["姓名", "手机号", "部门", "角色"];
const people = Array.from({ length: 30 }, (_, n) => [
  `员工${n + 1}`,
  `137006000${String(n + 1).padStart(2, "0")}`,
  "销售部",
  "经办人",
]);

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "company");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("a company comes with thirty people, and one of them leaves", { timeout: 240_000 }, async (t) => {
  const desk = await studio.open("desk", DESK);
  const phone = await studio.open("phone", PHONE);
  const leader = apiOf(desk.context, hub.origin);
  await leader.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(leader);
  await phone.context.addCookies(await desk.context.cookies());
  const { page } = desk;
  let organisation;

  const step = async (name, act) => {
    try {
      await act();
    } catch (cause) {
      await studio.shoot("failed").catch(() => undefined);
      throw new Error(`${name}: ${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
    }
    t.diagnostic(name);
  };
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  const choose = (rows) =>
    page.locator("input[type=file]").setInputFiles({
      name: "员工名单.xlsx",
      mimeType: "application/octet-stream",
      buffer: spreadsheet(rows),
    });
  /** An employee with an API of their own, who has joined. */
  const join = async (name, number) => {
    const { context } = await studio.open(name, DESK);
    const api = apiOf(context, hub.origin);
    await api.post("/sign-in/code", { phone: number });
    const sent = (await leader.get("/outbox")).find(
      ({ to_phone, text }) => to_phone.endsWith(number) && /(?<!\d)\d{6}(?!\d)/.test(text.replace(/https?:\S+/g, "")),
    );
    await api.post("/sign-in", { phone: number, code: /(?<!\d)\d{6}(?!\d)/.exec(sent.text)[0] });
    await acceptAgreements(api);
    await api.post(`/organisations/${organisation}/join`);
    await api.put("/me/organisation", { organisation });
    return api;
  };

  await step("the company is registered and approved", async () => {
    await page.goto("/organisations");
    await studio.shoot("none", [desk]);
    await page.getByRole("button", { name: "登记企业" }).click();
    await page.getByLabel("企业全称").fill("青屿新能源科技有限公司");
    await page.getByLabel("统一社会信用代码").fill("91350100M000100Y43");
    await page.getByLabel("法定代表人姓名").fill("林望舒");
    await page.getByLabel("您的姓名").fill("林望舒");
    await page.getByText("我是法定代表人").click();
    await press("提交审核");
    await page.getByText("正在等待平台审核").waitFor();
    organisation = /organisations\/([0-9a-f-]{36})/.exec(page.url())[1];
    await studio.shoot("under-review", [desk]);
    await leader.post(`/organisations/${organisation}/approve`);
    await leader.post(`/organisations/${organisation}/departments`, { name: "销售部", parent: 0 });
    await page.goto(`/organisations/${organisation}`);
    await page.getByRole("tab", { name: "员工" }).click();
  });

  await step("thirty people come from a spreadsheet, after its mistakes are mended", async () => {
    await page.getByRole("button", { name: "添加员工" }).click();
    const wrong = people.map((row) => [...row]);
    wrong[11][1] = "123";
    wrong[20][2] = "没有的部门";
    await choose([HEADINGS, ...wrong]);
    await page.getByText("有 2 行需要修改").waitFor();
    await page.getByText("没有这个部门，或不止一个").waitFor();
    await page.getByRole("cell", { name: "13", exact: true }).waitFor();
    await studio.shoot("mistakes", [desk]);
    await choose([HEADINGS, ...people]);
    await page.getByRole("button", { name: "邀请 30 人" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    const rows = page.locator("tbody tr.ant-table-row");
    await eventually("the people in the table", () => rows.count(), 31);
    await studio.shoot("people", [desk]);
    await phone.page.goto(`/organisations/${organisation}`);
    await phone.page.getByRole("tab", { name: "员工" }).click();
    await studio.shoot("people-on-the-phone", [phone]);
  });

  await step("one leaves, and a colleague takes the open contract over", async () => {
    const leaver = await join("leaver", people[0][1]);
    const successor = await join("successor", people[1][1]);
    const draft = await draftFor(leaver, organisation);
    await leaver.post(`/drafts/${draft}/open`);
    await page.reload();
    await page.getByRole("tab", { name: "员工" }).click();
    const row = page.locator("tr", { hasText: /^员工1138/ }).or(page.getByRole("row", { name: /^员工1 / }));
    await row.first().getByRole("button", { name: "离 职" }).or(row.first().getByRole("button", { name: "离职" })).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("有 1 项未完成").waitFor();
    await studio.shoot("leaving", [desk]);
    await chooseEntry(page, dialog.getByRole("combobox"), "员工2");
    await dialog.getByRole("button", { name: /离\s?职/ }).click();
    await dialog.waitFor({ state: "hidden" });
    const titles = async () => {
      const sent = await successor.get(`/contracts?which=sent&organisation=${organisation}`);
      return sent.map(({ title }) => title);
    };
    await eventually("the successor's contracts", titles, ["战略合作框架协议"]);
  });

  await step("a role is put together branch by branch, by keyboard", async () => {
    await page.goto(`/organisations/${organisation}`);
    await page.getByRole("tab", { name: "角色" }).click();
    await page.getByRole("button", { name: "新建角色" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("角色名称").fill("合同专员");
    const box = (name) => dialog.getByRole("checkbox", { name, exact: true });
    await box("合同").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await studio.shoot("rights-tree", [desk]);
    await dialog.getByRole("button", { name: /保\s?存/ }).click();
    await dialog.waitFor({ state: "hidden" });
    const { roles } = await leader.get(`/organisations/${organisation}`);
    const made = roles.find(({ name }) => name === "合同专员").permissions;
    assert.deepEqual([...made].sort(), ["manage_billing", "manage_contracts", "start_contracts", "view_contracts"]);
    await phone.page.goto(`/organisations/${organisation}`);
    await phone.page.getByRole("tab", { name: "角色" }).click();
    await phone.page.getByRole("button", { name: "新建角色" }).click();
    await phone.page.getByRole("dialog").getByRole("checkbox", { name: "费用" }).waitFor();
    await phone.page.waitForTimeout(400);
    await studio.shoot("rights-tree-on-the-phone", [phone]);
  });

  await step("the organisation page is looked at", async () => {
    for (const screen of [desk, phone]) {
      for (const tab of ["概况", "部门", "角色"]) {
        await screen.page.goto(`/organisations/${organisation}`);
        await screen.page.getByRole("tab", { name: tab }).click();
        await studio.shoot(`tab-${tab}`, [screen]);
      }
    }
    await leader.put("/me/organisation", { organisation });
    await page.goto("/ceremonies");
    await page.getByText("企业合同", { exact: true }).click();
    await page.getByRole("link", { name: "战略合作框架协议" }).waitFor();
    await studio.shoot("contracts", [desk]);
  });

  await step("the super administrator is changed on the phone", async () => {
    await page.goto(`/organisations/${organisation}`);
    await chooseEntry(page, page.getByRole("combobox", { name: "变更超级管理员" }), "员工2");
    await page.getByRole("button", { name: /提\s?议/ }).click();
    await page.getByText("员工2 被提议为新的超级管理员").waitFor();
    await phone.page.goto(`/organisations/${organisation}`);
    await phone.page.getByText("员工2 被提议为新的超级管理员").waitFor();
    await studio.shoot("super-administrator-on-the-phone", [phone]);
    await phone.page.getByRole("button", { name: "确认变更" }).click();
    const now = async () => (await leader.get(`/organisations/${organisation}`)).super_administrator.name;
    await eventually("the new super administrator", now, "员工2");
    await phone.page.getByText("员工2 被提议为新的超级管理员").waitFor({ state: "detached" });
    await studio.shoot("super-administrator-changed", [phone]);
  });
  studio.assertNoComplaints();
});
