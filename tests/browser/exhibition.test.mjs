/**
 * An exhibition from nothing to a floor that fills: founded and furnished at a desk, opened, companies imported from a
 * sheet with mistakes in it, booths held and let go, everything seen on a phone and on the screen in the hall.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { chooseEntry } from "./choose-entry.mjs";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { foundCompany, keepTemplate, newestCode, switchOnSilentSigning } from "./fair.mjs";
import { NAMES } from "./handwriting.mjs";
import { startHub } from "./hub-process.mjs";
import { signaturesOf } from "./pdf-signatures.mjs";
import { Phone } from "./phone.mjs";
import { DESK, openStudio, PHONE, PROJECTOR } from "./screens.mjs";
import { spreadsheet } from "./spreadsheet.mjs";

const VISITOR = { name: "江文", phone: "13700500004" };
const WALL = { viewport: { width: 3840, height: 1080 } };
/** For what waits for the hub and for the next look at it, on a slow machine. */
const SLOW = { timeout: 60_000 };
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Booth and price are the organiser's to say, the fascia's text the exhibitor's. */
const ASKED = [
  ["展位号", undefined, { kind: "line", max: 12 }],
  ["展位费", undefined, { kind: "amount" }],
  ["楣板名称", 2, { kind: "line", max: 20 }],
].map(([name, party, kind], index) => {
  const rect = { x: 78_000, y: 700_000 - 40_000 * index, w: 200_000, h: 24_000 };
  return { no: 3 + index, party, page: 1, rect, name, required: true, kind };
});

/** What stands in a PDF that the page's account may read. */
async function textOf(page, address) {
  const file = await page.context().request.get(new URL(address, page.url()).href);
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input: await file.body(), encoding: "utf8" });
}

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
    const company = await foundCompany(api, "青屿会展有限公司");
    await switchOnSilentSigning(api, company);
    await keepTemplate(api, company, { name: "展位合同", guest: { label: "参展商", organisation: "参展商" }, controls: ASKED });
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
    await chooseEntry(page, page.getByRole("dialog").getByLabel("模板", { exact: true }), "展位合同");
    const offer = page.getByRole("dialog");
    await offer.getByLabel("合同名称").fill("展位合同");
    await offer.getByText("定金", { exact: true }).click();
    await offer.getByLabel("占展位费的比例（%）").fill("30");
    await offer.getByText(/定金不得超过主合同标的额的 20%/).waitFor();
    await studio.shoot("earnest-money-warned", [desk]);
    await offer.getByLabel("占展位费的比例（%）").fill("20");
    await offer.getByText(/定金不得超过主合同标的额的 20%/).waitFor({ state: "hidden" });
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
  let visitor;
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
    visitor = await studio.open("visitor", PHONE);
    const own = apiOf(visitor.context, hub.origin);
    await own.post("/sign-in/code", { phone: VISITOR.phone });
    await own.post("/sign-in", { phone: VISITOR.phone, code: await newestCode(api, VISITOR.phone) });
    await acceptAgreements(own);
    await press("报名二维码");
    const poster = page.getByRole("dialog");
    await poster.getByAltText("报名二维码").waitFor(SLOW);
    await studio.shoot("poster", [desk]);
    await poster.getByLabel("Close").click();
    const stranger = await studio.open("stranger", PHONE);
    await stranger.page.goto(`${address}/apply`);
    await stranger.page.getByText("共 20 个展位，现有 20 个可选").waitFor(SLOW);
    await stranger.page.getByRole("button", { name: "手机号登录后填写申请" }).waitFor();
    await studio.shoot("invited", [stranger]);
    await stranger.page.goto("about:blank");
    await visitor.page.goto(`${address}/apply`);
    await visitor.page.getByRole("button", { name: "申请参展" }).click(SLOW);
    const form = visitor.page.getByRole("dialog");
    await form.getByLabel("企业名称").fill("东湖传感科技有限公司");
    await form.getByLabel("联系人").fill(VISITOR.name);
    await form.getByLabel("手机号").fill(VISITOR.phone);
    await studio.shoot("applies", [visitor]);
    await form.getByRole("button", { name: "保存" }).click();
    await visitor.page.getByText("东湖传感科技有限公司 · 待审核").waitFor(SLOW);
    const row = page.getByRole("row", { name: "东湖传感科技有限公司" });
    await row.getByRole("button", { name: "通过", exact: true }).click(SLOW);
    await row.getByText("已通过").waitFor(SLOW);
    await visitor.page.getByText("东湖传感科技有限公司 · 已通过").waitFor(SLOW);
    await studio.shoot("accepted", [visitor]);
    await visitor.page.getByRole("link", { name: "查看展位图" }).click();
    await visitor.page.getByRole("tab", { name: "展位" }).waitFor(SLOW);
    assert.equal(await visitor.page.getByRole("tab").count(), 1, "a visitor sees the floor alone");
    await studio.shoot("exhibitors", [desk, visitor]);
    await visitor.page.goto(`${address}/screen`);
    await visitor.page.getByText("大屏只对展会工作人员开放。").waitFor(SLOW);
    await visitor.page.goto(address);
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

  await step("a contract is made at the desk, and its picture turned to the exhibitor", async () => {
    await booth("A-004，空闲").click();
    const chosen = page.getByLabel("为参展商预留");
    await chosen.fill("北岸精密制造股份");
    await chosen.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /签\s?约/ }).click();
    const fascia = dialog.getByLabel("楣板名称", { exact: true });
    await fascia.waitFor(SLOW);
    assert.equal(await dialog.getByLabel("展位号", { exact: true }).inputValue(), "A-004");
    await dialog.getByRole("button", { name: "生成合同" }).click();
    await dialog.getByText("请填写“楣板名称”").waitFor();
    await fascia.fill("北岸精密");
    await studio.shoot("concluding", [desk]);
    await dialog.getByRole("button", { name: "生成合同" }).click();
    await dialog.getByText("合同已生成，编号 001").waitFor(SLOW);
    await dialog.getByAltText("请参展商用手机扫码签署").waitFor(SLOW);
    await studio.shoot("concluded", [desk]);
    await dialog.getByRole("button", { name: "关闭" }).or(dialog.getByLabel("Close")).first().click();
    await booth("A-004，已签约，北岸精密制造股份有限公司").waitFor(SLOW);
    await page.getByRole("tab", { name: "合同" }).click();
    await page.getByRole("row", { name: /001.*待签署/ }).waitFor(SLOW);
    await studio.shoot("contracts", [desk]);
  });

  await step("an exhibitor chooses a booth and signs on the own phone", async () => {
    const phone = new Phone(visitor, VISITOR);
    await visitor.page.getByRole("button", { name: "A-005，空闲" }).tap(SLOW);
    const dialog = visitor.page.getByRole("dialog");
    await dialog.getByRole("button", { name: /签\s?约/ }).tap();
    await dialog.getByLabel("楣板名称", { exact: true }).fill("东湖传感");
    assert.equal(await dialog.getByLabel("展位费").count(), 0, "nobody writes their own price");
    await studio.shoot("own-concluding", [visitor]);
    await dialog.getByRole("button", { name: "生成合同" }).tap();
    await dialog.getByText("合同已生成，编号 002").waitFor(SLOW);
    await dialog.getByRole("button", { name: "去签署" }).tap();
    await phone.button("开始").waitFor(SLOW);
    await phone.begin();
    await phone.readAgreement("用户协议");
    const earlier = await newestCode(api, VISITOR.phone);
    await phone.acceptAgreements();
    await visitor.page.getByLabel("6 位验证码").fill(await newestCode(api, VISITOR.phone, earlier));
    await phone.button("同意").tap(SLOW);
    await phone.readAndSign(NAMES[VISITOR.name]);
    const signatures = await signaturesOf(await phone.download("下载合同 PDF"));
    assert.equal(signatures.pop()?.field, "document-timestamp");
    assert.ok(signatures.length === 3 && signatures.every(({ isValid }) => isValid), JSON.stringify(signatures));
    await studio.shoot("own-signed", [visitor]);
    await page.getByRole("row", { name: /002.*东湖传感.*A-005.*已签署/ }).waitFor(SLOW);
  });

  await step("the cashier takes the deposit, and the letter confirms it", async () => {
    await road.page.goto(address);
    await page.getByRole("tab", { name: "收款" }).click();
    const first = page.getByRole("listitem").filter({ hasText: "北岸精密制造股份有限公司" });
    await first.getByRole("button", { name: "登记收款" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("凭证单号").fill("ICBC-20270303-01");
    await dialog.locator("input[type=file]").setInputFiles({
      name: "回单.png",
      mimeType: "image/png",
      buffer: await page.screenshot(),
    });
    await dialog.getByText("已上传，可重新选择").waitFor(SLOW);
    await dialog.getByLabel("税号（选填）").fill("91350100M000100Y43");
    await studio.shoot("deposit", [desk]);
    await settle("登记收款");
    await page.getByText("定金 ¥2,560").waitFor(SLOW);
    await road.page.getByRole("tab", { name: "收款" }).click();
    await road.page.getByText("定金 ¥2,560").waitFor(SLOW);
    await studio.shoot("paid", [desk, road]);
    const letter = await textOf(page, await first.getByRole("link", { name: "确认函" }).getAttribute("href"));
    assert.match(letter, /ICBC-20270303-01/);
    await page.getByRole("tab", { name: "展位" }).click();
    await booth("A-004，已付定金，北岸精密制造股份有限公司").waitFor(SLOW);
  });

  await step("a badge opens the door, and whoever comes with it is counted", async () => {
    await page.getByRole("tab", { name: "参展商" }).click();
    const row = page.getByRole("row", { name: "南山光电科技有限公司" });
    const badge = await textOf(page, await row.getByRole("link", { name: "参展证" }).getAttribute("href"));
    const code = /2-[0-9A-Z]{8}/.exec(badge)[0];
    await road.page.getByRole("button", { name: "入口核验" }).click();
    await road.page.getByLabel("参展证编号").fill("12");
    await road.page.getByRole("button", { name: "查看" }).click();
    await road.page.getByText("编号不完整或有误，请核对。").waitFor();
    await studio.shoot("door", [road]);
    await road.page.getByLabel("参展证编号").fill(code.toLowerCase());
    await road.page.getByRole("button", { name: "查看" }).click();
    await road.page.getByRole("heading", { name: "南山光电科技有限公司" }).waitFor(SLOW);
    await road.page.getByRole("button", { name: "增加一人" }).click();
    await studio.shoot("badge-read", [road]);
    await road.page.getByRole("button", { name: "确认入场 2 人" }).click();
    await road.page.getByText("已登记入场 2 人").waitFor(SLOW);
    await row.getByText("2 人").waitFor(SLOW);
    await road.page.goto(`${address}/door#${code}`);
    await road.page.getByText(/此前已入场 2 人/).waitFor(SLOW);
    await studio.shoot("badge-again", [road]);
  });

  await step("booths are drawn on the plan of the hall, by hand and by key", async () => {
    await page.getByRole("tab", { name: "展位" }).click();
    await page.getByRole("button", { name: "绘制平面图" }).click();
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="500">
      <rect x="10" y="10" width="980" height="480" fill="#eef" stroke="#336"/><script>document.title = "run"</script></svg>`;
    const plan = { name: "1 号馆.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) };
    await page.locator("input[type=file]").setInputFiles(plan);
    await page.getByRole("button", { name: "更换底图" }).waitFor(SLOW);
    const canvas = page.getByRole("group", { name: "1 号馆画布" });
    await canvas.locator("image").waitFor(SLOW);
    assert.notEqual(await page.title(), "run");
    const drag = async (from, to) => {
      const box = await canvas.boundingBox();
      const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
      await page.mouse.move(...at(from));
      await page.mouse.down();
      await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
      await page.mouse.move(...at(to));
      await page.mouse.up();
    };
    await drag([0.1, 0.2], [0.2, 0.4]);
    const drawn = canvas.getByRole("button", { name: "展位 A-021" });
    await drawn.waitFor();
    await page.getByLabel("编号").fill("VIP-1");
    await page.getByLabel("面积（㎡）").fill("36");
    const named = canvas.getByRole("button", { name: "展位 VIP-1" });
    await drag([0.15, 0.3], [0.35, 0.3]);
    const before = await named.boundingBox();
    await named.focus();
    await named.press("ArrowDown");
    await named.press("Shift+ArrowRight");
    const after = await named.boundingBox();
    assert.ok(after.y > before.y && after.width > before.width, "moved down and wider by keys");
    await page.getByRole("button", { name: "A-001", exact: true }).click();
    await drag([0.6, 0.2], [0.7, 0.4]);
    await canvas.getByRole("button", { name: "展位 A-001" }).waitFor();
    await studio.shoot("drawing", [desk]);
    await press("保存平面图");
    await page.getByText("平面图已保存").waitFor(SLOW);
    await booth("VIP-1，空闲").waitFor(SLOW);
    await studio.shoot("drawn", [desk]);
    await road.page.goto(address);
    await road.page.getByRole("tab", { name: "展位" }).click();
    await road.page.getByRole("button", { name: "VIP-1，空闲" }).click(SLOW);
    await road.page.getByText(/36 ㎡/).waitFor();
    await studio.shoot("drawn-booth", [road]);
  });

  await step("figures, what presses, lists, and the amount on the wall only where the host wants it", async () => {
    await page.getByRole("tab", { name: "概览" }).click();
    await page.getByRole("progressbar", { name: "1 号馆 1 / 21" }).waitFor(SLOW);
    await page.getByText("¥12,800", { exact: true }).waitFor();
    await road.page.getByRole("dialog").getByLabel("Close").click();
    await road.page.getByRole("tab", { name: "概览" }).click();
    await road.page.getByText("今日签约").waitFor(SLOW);
    await studio.shoot("dashboard", [desk, road]);
    const file = await page.getByRole("link", { name: "CSV" }).last().getAttribute("href");
    const sheet = await (await page.context().request.get(new URL(file, page.url()).href)).text();
    assert.match(sheet, /"合计","","",1,9,12800,0/);
    assert.equal(await wall.page.getByText("签约总额").count(), 0, "no amount without consent");
    await press("编辑展会信息");
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.getByLabel("展会名称").inputValue(), "深圳智造展");
    await dialog.getByLabel("地点").fill("深圳国际会展中心");
    await dialog.getByLabel("大屏显示签约总额").check();
    await studio.shoot("editing", [desk]);
    await settle("保存");
    await page.getByText(/深圳国际会展中心/).waitFor(SLOW);
    await wall.page.getByText("签约总额").waitFor(SLOW);
    await wall.page.getByText("¥12,800").waitFor(SLOW);
    await projector.page.getByText("¥12,800").waitFor(SLOW);
    await studio.shoot("wall", [wall, projector]);
  });

  await step("a colleague is given duties, and the list shows the exhibition", async () => {
    await page.getByRole("tab", { name: "工作人员" }).click();
    await page.getByLabel("手机号").fill("13700500009");
    await page.getByLabel(/签约台/).check();
    await press("保存");
    await page.getByText("已保存").waitFor(SLOW);
    await page.getByText("137****0009").waitFor(SLOW);
    await studio.shoot("staff", [desk]);
    await road.page.goto("/exhibitions");
    await road.page.getByRole("link", { name: /深圳智造展/ }).waitFor(SLOW);
    await studio.shoot("list", [road]);
  });
  await step("it is closed and archived, and can still be read", async () => {
    await press("结束展会");
    await settle("结束展会");
    await page.getByText("已结束").waitFor(SLOW);
    await press("归档");
    await settle("归档");
    await page.getByText("已归档").waitFor(SLOW);
    assert.equal(await page.getByRole("button", { name: "编辑展会信息" }).count(), 0);
    await page.getByRole("tab", { name: "概览" }).click();
    await page.getByText("签约项目数").waitFor();
    await studio.shoot("archived", [desk]);
  });
  studio.assertNoComplaints();
});
