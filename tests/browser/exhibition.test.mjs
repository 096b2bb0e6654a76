/**
 * An exhibition from nothing to a floor that fills: founded and furnished at a desk, opened, companies imported from a
 * sheet with mistakes in it, booths held and let go, everything seen on a phone and on the screen in the hall.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { acceptAgreements, apiOf, draftFor } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, openStudio, PHONE, PROJECTOR } from "./screens.mjs";
import { spreadsheet } from "./spreadsheet.mjs";

const WALL = { viewport: { width: 3840, height: 1080 } };
/** For what waits for the hub and for the next look at it, on a slow machine. */
const SLOW = { timeout: 60_000 };
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "exhibition");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("an exhibition is furnished, opened and filled", { timeout: 300_000 }, async (t) => {
  const desk = await studio.open("desk", DESK);
  const road = await studio.open("phone", PHONE);
  const wall = await studio.open("wall", WALL);
  const projector = await studio.open("projector", PROJECTOR);
  const api = apiOf(desk.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(api);
  for (const { context } of [road, wall, projector]) await context.addCookies(await desk.context.cookies());
  const { page } = desk;

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
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  /** In the open dialog: its button, and gone it is. */
  const settle = async (name) => {
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name, exact: true }).click();
    await dialog.waitFor({ state: "hidden", ...SLOW });
  };
  const booth = (words) => page.getByRole("button", { name: words, exact: true });

  await step("nothing is there, and a company is asked for first", async () => {
    await page.goto("/exhibitions");
    await page.getByText("展会由已认证的企业举办").waitFor();
    const { organisation } = await api.post("/organisations", {
      name: "青屿会展有限公司",
      credit_code: "91350100M000100Y43",
      legal_representative: "林望舒",
      registrant_name: "林望舒",
      is_legal_representative: true,
    });
    await api.post(`/organisations/${organisation}/approve`);
    const draft = await draftFor(api);
    await api.post("/templates", { draft, name: "展位合同", folder: null });
    await page.reload();
    await page.getByText("还没有展会").waitFor();
    await studio.shoot("nothing", [desk]);
  });

  await step("it is founded", async () => {
    await page.getByRole("button", { name: "创建展会" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("展会名称").fill("深圳智造展");
    await dialog.getByLabel("地点").fill("深圳会展中心");
    await dialog.getByLabel("开展日期").fill("2027-03-03");
    await dialog.getByLabel("结束日期").fill("2027-03-01");
    await dialog.getByRole("button", { name: "创建展会", exact: true }).click();
    await dialog.getByText("结束日期不能早于开展日期").waitFor();
    await dialog.getByLabel("结束日期").fill("2027-03-05");
    await studio.shoot("founding", [desk]);
    await dialog.getByRole("button", { name: "创建展会", exact: true }).click();
    await page.getByText("已完成 0 / 4 步").waitFor(SLOW);
    await studio.shoot("far-from-ready", [desk]);
    assert.ok(await page.getByRole("button", { name: "开始展会", exact: true }).isDisabled());
  });

  await step("step by step it becomes ready, and opens", async () => {
    await press("添加展馆");
    await page.getByRole("dialog").getByLabel("展馆名称").fill("1 号馆");
    await settle("保存");
    await page.getByText("已完成 1 / 4 步").waitFor(SLOW);
    await press("添加展位");
    await page.getByText("将添加 A-001 至 A-020").waitFor();
    await studio.shoot("new-booths", [desk]);
    await settle("添加展位");
    await page.getByText("已完成 2 / 4 步").waitFor(SLOW);
    await press("选择合同模板");
    const template = page.getByRole("dialog").getByLabel("模板", { exact: true });
    await template.click();
    await page.getByTitle("展位合同").click();
    await page.getByRole("dialog").getByLabel("合同名称").fill("展位合同");
    await settle("保存");
    await page.getByText("已完成 3 / 4 步").waitFor(SLOW);
    await press("设定签约名额");
    await page.getByRole("dialog").getByLabel("签约名额（份）").fill("200");
    await settle("保存");
    await page.getByText("已经就绪，可以开始展会。").waitFor(SLOW);
    await studio.shoot("ready", [desk]);
    await press("开始展会");
    await settle("开始展会");
    await page.getByRole("button", { name: "结束展会" }).waitFor(SLOW);
  });

  const address = new URL(page.url()).pathname;
  await step("companies come from a sheet; what is wrong is told by its row", async () => {
    await page.getByRole("tab", { name: "参展商" }).click();
    await press("导入名单");
    const rows = [
      ["企业名称", "联系人", "手机号"],
      ["北岸精密制造股份有限公司", "江文", "13800000001"],
      ["南山光电科技有限公司", "周舟", "13800000002"],
      ["西湖机器人有限公司", "陈晨", "不详"],
      ["北岸精密制造（股份）有限公司", "王大山", "13800000003"],
    ];
    const file = { name: "参展商.xlsx", mimeType: SHEET, buffer: spreadsheet(rows) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText("第 4 行：手机号不正确").waitFor(SLOW);
    await studio.shoot("sheet-read", [desk]);
    await settle("导入 3 家");
    await page.getByRole("cell", { name: "南山光电科技有限公司" }).waitFor(SLOW);
    await page.getByText("可能重复：北岸精密制造股份有限公司").waitFor();
  });

  await step("a company applies on its phone, and is accepted", async () => {
    const visitor = await studio.open("visitor", PHONE);
    const own = apiOf(visitor.context, hub.origin);
    await own.post("/sign-in/code", { phone: "13700500004" });
    const sent = (await api.get("/outbox")).find(({ to_phone }) => to_phone.endsWith("13700500004"));
    await own.post("/sign-in", { phone: "13700500004", code: /(?<!\d)\d{6}(?!\d)/.exec(sent.text)[0] });
    await acceptAgreements(own);
    await visitor.page.goto(address);
    await visitor.page.getByRole("button", { name: "申请参展" }).click();
    const form = visitor.page.getByRole("dialog");
    await form.getByLabel("企业名称").fill("东湖传感科技有限公司");
    await form.getByLabel("联系人").fill("许明舟");
    await form.getByLabel("手机号").fill("13700500004");
    await studio.shoot("applies", [visitor]);
    await form.getByRole("button", { name: "保存" }).click();
    await visitor.page.getByText("东湖传感科技有限公司 · 待审核").waitFor(SLOW);
    const row = page.getByRole("row", { name: "东湖传感科技有限公司" });
    await row.getByRole("button", { name: "通过", exact: true }).click(SLOW);
    await row.getByText("已通过").waitFor(SLOW);
    await visitor.page.getByText("东湖传感科技有限公司 · 已通过").waitFor(SLOW);
    assert.equal(await visitor.page.getByRole("tab").count(), 1, "a visitor sees the floor alone");
    await studio.shoot("exhibitors", [desk, visitor]);
    await visitor.page.goto(`${address}/screen`);
    await visitor.page.getByText("大屏只对展会工作人员开放。").waitFor(SLOW);
    await visitor.page.goto("about:blank");
  });

  await step("a booth is held, and every screen shows it", async () => {
    await wall.page.goto(`${address}/screen`);
    await wall.page.getByText("签约即将开始").waitFor(SLOW);
    await page.getByRole("tab", { name: "展位" }).click();
    await booth("A-003，空闲").click();
    const chosen = page.getByLabel("为参展商预留");
    await chosen.fill("南山");
    await chosen.press("Enter");
    await studio.shoot("booth", [desk]);
    await settle("预留展位");
    await booth("A-003，预留，南山光电科技有限公司").waitFor(SLOW);
    await wall.page.getByText("南山＊＊公司").waitFor(SLOW);
    await projector.page.goto(`${address}/screen`);
    await projector.page.getByText("南山＊＊公司").waitFor(SLOW);
    assert.equal(await wall.page.getByText("南山光电科技有限公司").count(), 0, "no full name on the wall");
    await studio.shoot("held", [desk, wall, projector]);
  });

  await step("the hold is made longer for a reason, on the phone, and let go", async () => {
    await road.page.goto(address);
    await road.page.getByText("已完成 4 / 4 步").waitFor(SLOW);
    await studio.shoot("overview", [road]);
    await road.page.getByRole("tab", { name: "展位" }).click();
    await road.page.getByRole("button", { name: "A-003，预留，南山光电科技有限公司" }).click();
    const dialog = road.page.getByRole("dialog");
    await dialog.getByText(/还剩 2 天/).waitFor();
    await dialog.getByLabel("延长原因").fill("等待总部盖章");
    await studio.shoot("hold", [road]);
    await dialog.getByRole("button", { name: "延长一天" }).click();
    await dialog.getByText(/还剩 3 天/).waitFor(SLOW);
    await dialog.getByRole("button", { name: "释放展位" }).click();
    await road.page.getByRole("tooltip").getByRole("button", { name: /确\s?定/ }).click();
    await dialog.waitFor({ state: "hidden", ...SLOW });
    await booth("A-003，空闲").waitFor(SLOW);
    await wall.page.getByText("签约即将开始").waitFor(SLOW);
  });

  await step("a colleague is given duties, and the list shows the exhibition", async () => {
    await page.getByRole("tab", { name: "工作人员" }).click();
    await page.getByLabel("手机号").fill("13700500009");
    await page.getByLabel(/签约台/).check();
    await studio.shoot("staff", [desk]);
    await press("保存");
    await page.getByText("已保存").waitFor(SLOW);
    await road.page.goto("/exhibitions");
    await road.page.getByRole("link", { name: /深圳智造展/ }).waitFor(SLOW);
    await studio.shoot("list", [road]);
  });
  studio.assertNoComplaints();
});
