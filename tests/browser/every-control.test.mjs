/**
 * From upload to a completed contract with every kind of control: placed by the sender at a desk, its own filled in
 * there, the parties' on two phones; sealed and signed; the file read back by poppler.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { blankPdf } from "./blank-pdf.mjs";
import { acceptAgreements, apiOf, codeFor } from "./contract.mjs";
import { NAMES } from "./handwriting.mjs";
import { HostDesk } from "./host-desk.mjs";
import { startHub } from "./hub-process.mjs";
import { signaturesOf } from "./pdf-signatures.mjs";
import { picturesOn, textOf } from "./pdf-text.mjs";
import { Phone } from "./phone.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

const COMPANY = "青屿新能源科技有限公司";
const CREDIT_CODE = "91350100M000100Y43";
const NUMBER = "11010519491231002X";
const SELLER = { label: "甲方", name: "林望舒", phone: "13900000000", organisation: COMPANY };
const BUYER = { label: "乙方", name: "江文", phone: "13800000002" };
const PHOTO = fileURLToPath(new URL("../golden/pdf/seals.png", import.meta.url));
/** Sealing, converting and drawing pages take their time on a slow machine. */
const SLOW = { timeout: 60_000 };

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "every-control");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("every kind of control, from upload to the sealed file", { timeout: 600_000 }, async (t) => {
  const desk = await studio.open("desk", { viewport: { ...DESK.viewport, height: 1600 } });
  const screens = [await studio.open("seller", PHONE), await studio.open("buyer", PHONE)];
  const [seller, buyer] = [new Phone(screens[0], SELLER), new Phone(screens[1], BUYER)];
  const api = apiOf(desk.context, hub.origin);
  const { page } = desk;
  const button = (name) => page.getByRole("button", { name, exact: true });
  const owner = (name) => page.getByRole("radiogroup", { name: "属于" }).getByText(name, { exact: true }).click();
  const box = (whose, kind) => page.getByRole("button", { name: `${whose} ${kind}`, exact: true });
  const step = async (name, act) => {
    const begun = Date.now();
    try {
      await act();
    } catch (cause) {
      await studio.shoot("failed").catch(() => undefined);
      throw new Error(`${name}: ${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
    }
    t.diagnostic(`${name} (${Date.now() - begun} ms)`);
  };
  /** Puts controls of the palette on the page, where they find room by themselves. */
  const place = async (whose, kinds) => {
    await owner(whose);
    for (const kind of kinds) {
      await button(kind).click();
      await box(whose, kind).last().waitFor();
    }
  };
  const property = (name) => page.getByRole("region", { name: "属性" }).getByLabel(name, { exact: true });
  const ownValue = "内容（由发起方填写）";
  let contract;
  let organisation;

  await step("the seller's company, its seals, and who its operator is", async () => {
    await api.post("/setup", { token: hub.setupToken, phone: SELLER.phone });
    await acceptAgreements(api);
    ({ organisation } = await api.post("/organisations", {
      name: COMPANY,
      credit_code: CREDIT_CODE,
      legal_representative: SELLER.name,
      registrant_name: SELLER.name,
      is_legal_representative: true,
    }));
    const company = `/organisations/${organisation}`;
    await api.post(`${company}/approve`);
    await api.put(`${company}/services`, { service: "cross_page_seal", on: true });
    const outlines = { official: { shape: "round", diameter: 4200 }, legal_representative: { shape: "square", side: 2000 } };
    for (const [kind, outline] of Object.entries(outlines)) {
      const { seal } = await api.post(`${company}/seals`, { kind, outline, star: kind === "official" });
      await api.post(`${company}/seals/${seal}/confirm`);
      const standing = async () => (await api.get(`${company}/seals/${seal}`)).standing;
      await eventually(`${kind} comes into use`, standing, "in_use", 30_000);
      if (kind === "official") await api.post(`${company}/seals/${seal}/holders`, { member: 1 });
    }
  });

  await step("a file is uploaded, and the parties are named", async () => {
    await api.put("/me/organisation", { organisation });
    const { id } = await api.post("/drafts");
    await page.goto(`/drafts/${id}`);
    const file = { name: "supply.pdf", mimeType: "application/pdf", buffer: blankPdf(["Part one", "Part two", "Part three"]) };
    await page.locator('input[type="file"]').first().setInputFiles(file);
    await page.getByText("普通合同", { exact: true }).click();
    await page.getByRole("radiogroup", { name: "属于" }).waitFor(SLOW);
    await page.locator("#title").fill("供货合同");
    // Our own side is offered, with whoever works here now first.
    await page.getByLabel("第 1 方由本企业签署").click();
    await studio.shoot("operators", [desk]);
    await page.getByTitle("林望舒（我）", { exact: true }).click();
    const named = (field) => page.locator(`#party-1-${field}`).inputValue();
    const fields = ["name", "phone", "organisation"];
    await eventually("our side is named", () => Promise.all(fields.map(named)), fields.map((field) => SELLER[field]));
    for (const field of ["name", "phone"]) await page.locator(`#party-2-${field}`).fill(BUYER[field]);
    await page.getByLabel("乙方 证件类型").click();
    await page.getByTitle("居民身份证", { exact: true }).click();
    await page.getByLabel("乙方 证件号码").fill(NUMBER);
  });

  await step("the sender places and fills in what is its own", async () => {
    await owner("发起方");
    const typed = [
      ["单行文本", "HT-2026-001"],
      ["数字", "12.5"],
      ["日期", "2026-11-22"],
      ["邮箱", "sales@example.com"],
      ["电话", "059188880000"],
      ["银行账号", "6222021001116245702"],
      ["统一社会信用代码", CREDIT_CODE],
      ["金额", "8800"],
    ];
    for (const [kind, text] of typed) {
      await place("发起方", [kind]);
      await property(ownValue).fill(text);
    }
    await place("发起方", ["人民币大写", "单选"]);
    await page.getByRole("region", { name: "属性" }).getByText("选项二", { exact: true }).click();
    await place("发起方", ["图片"]);
    await property(ownValue).setInputFiles(PHOTO);
    await page.getByRole("img", { name: ownValue }).waitFor(SLOW);
    await studio.shoot("senders", [desk]);
    await place("发起方", ["动态表格"]);
    await page.getByLabel("品名 第 1 行").fill("电芯");
    await page.getByLabel("数量 第 1 行").fill("300");
    await studio.shoot("senders-table", [desk]);
  });

  await step("the properties of a control: name, hint, format, type, required, number, delete", async () => {
    await button("下一页").click();
    await place("乙方", ["单行文本"]);
    await property("名称").fill("收货人");
    await property("填写提示").fill("与送货单一致");
    await page.getByRole("region", { name: "属性" }).getByRole("combobox", { name: "字体" }).click();
    await page.getByTitle("楷体", { exact: true }).click();
    await page.getByRole("region", { name: "属性" }).getByRole("combobox", { name: "字号" }).click();
    await page.getByTitle("14", { exact: true }).click();
    await property("最多字数").fill("8");
    await page.getByRole("region", { name: "属性" }).getByText(/^control_\d+$/).waitFor();
    await studio.shoot("properties", [desk]);
    await place("乙方", ["邮箱"]);
    await property("必填").click();
    await button("删除").click();
    await box("乙方", "邮箱").waitFor({ state: "detached" });
  });

  await step("a control is given to the other party by a click, and moved by keys", async () => {
    await place("甲方", ["地址"]);
    await page.getByRole("button", { name: "属于甲方，点击更改" }).last().click();
    await page.getByRole("menuitem", { name: "乙方" }).click();
    const moved = box("乙方", "地址");
    await moved.waitFor();
    await box("甲方", "地址").waitFor({ state: "detached" });
    const before = await moved.boundingBox();
    await moved.focus();
    await page.keyboard.press("ArrowDown");
    await eventually("it goes down", async () => (await moved.boundingBox()).y > before.y, true);
  });

  await step("everything in the editor goes by keys", async () => {
    await button("电话").focus();
    await page.keyboard.press("Enter");
    const placed = box("甲方", "电话");
    await placed.focus();
    const width = async () => Math.round((await placed.boundingBox()).width);
    const before = await width();
    await page.keyboard.press("Shift+ArrowRight");
    await eventually("it grows", async () => (await width()) > before, true);
    const whose = page.getByRole("region", { name: "属性" }).getByRole("combobox", { name: "属于" });
    await whose.focus();
    for (const key of ["Enter", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    await box("乙方", "电话").focus();
    await page.keyboard.press("Delete");
    await box("乙方", "电话").waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await box("乙方", "电话").waitFor();
    await box("乙方", "电话").focus();
    await page.keyboard.press("Delete");
    await box("乙方", "电话").waitFor({ state: "detached" });
  });

  await step("the parties' places", async () => {
    await place("乙方", ["多行文本", "数字", "日期", "单选", "多选", "勾选框", "邮箱", "电话", "身份证号", "金额", "人民币大写"]);
    await place("乙方", ["统一社会信用代码", "银行账号", "图片"]);
    await button("下一页").click();
    await place("乙方", ["动态表格", "签署方姓名", "签署方证件号码"]);
    await button("签批").click();
    await box("乙方", "签署意见").waitFor();
    await place("甲方", ["签署方单位", "签署方信用代码", "签署方法定代表人", "企业印章", "法定代表人章", "签署日期"]);
    await place("甲方", ["骑缝章"]);
    await studio.shoot("parties", [desk]);
    await button("发送给各方").click();
    await page.waitForURL(/\/host\//, SLOW);
    contract = page.url().split("/").pop();
  });

  const arrive = async (phone) => {
    await phone.openLink(await new HostDesk(desk).partyLink(phone.party.name));
    await phone.begin();
    await phone.readAgreement("用户协议");
    await phone.acceptAgreements();
    await phone.page.getByLabel("6 位验证码").fill(await codeFor(api, contract, phone.party.phone));
  };

  await step("what the hub knows of the seller is not typed", async () => {
    await arrive(seller);
    const { page: phone } = seller;
    await phone.getByText(CREDIT_CODE).last().waitFor(SLOW);
    await phone.getByText("取自您的实名或企业认证，提交时写入合同").first().waitFor();
    await studio.shoot("known", [screens[0]]);
    await phone.getByRole("button", { name: "提交填写" }).tap();
    await phone.getByText("等待 江文 填写").waitFor(SLOW);
  });

  await step("the buyer fills in", async () => {
    await arrive(buyer);
    const { page: phone } = buyer;
    const field = (name) => phone.getByLabel(name, { exact: true });
    await field("收货人").waitFor(SLOW);
    for (const [name, text] of [
      ["收货人", "江文 收"],
      ["多行文本", "分两批交货\n货到付款"],
      ["数字", "300"],
      ["日期", "2026-12-01"],
      ["邮箱", "jiang@example.com"],
      ["电话", "13700001234"],
      ["身份证号", NUMBER],
      ["金额", "12000.5"],
      ["统一社会信用代码", CREDIT_CODE],
      ["银行账号", "6228480402564890018"],
      ["地址", "文三路 1 号"],
    ]) {
      await field(name).fill(text);
    }
    await field("地址 省").selectOption("浙江省");
    await field("地址 市").selectOption("杭州市");
    await field("地址 区县").selectOption("西湖区");
    await phone.getByRole("group", { name: /单选/ }).getByText("选项一").tap();
    await phone.getByRole("group", { name: /多选/ }).getByText("选项一").tap();
    await phone.getByRole("group", { name: /多选/ }).getByText("选项二").tap();
    await phone.getByRole("group", { name: /勾选框/ }).getByText("勾选", { exact: true }).tap();
    await field("图片").setInputFiles(PHOTO);
    await phone.getByRole("img", { name: "图片" }).waitFor(SLOW);
    await studio.shoot("filling-picture", [screens[1]]);
    await field("品名 第 1 行").fill("电芯");
    await field("数量 第 1 行").fill("300");
    await phone.getByRole("button", { name: "加一行" }).tap();
    await field("品名 第 2 行").fill("支架");
    await field("数量 第 2 行").fill("150");
    await phone.getByText("由发起方写明；如有误，请联系发起方更正").waitFor();
    await studio.shoot("filling-table", [screens[1]]);
    await phone.getByRole("button", { name: "提交填写" }).tap();
    await phone.getByRole("dialog").waitFor(SLOW);
  });

  await step("both sign: with seals, with an opinion and by hand", async () => {
    await seller.button("同意").tap(SLOW);
    await seller.button("读完了，去签署").tap(SLOW);
    // One seal fits each place: none needs to be chosen.
    await seller.button("按住确认签署").waitFor(SLOW);
    await studio.shoot("sealed", [screens[0]]);
    await seller.commit();

    await buyer.button("同意").tap();
    await buyer.button("读完了，去签署").tap(SLOW);
    const finger = await buyer.takePen();
    for (const stroke of NAMES[BUYER.name]) await finger.draw(stroke);
    await buyer.waitUntilDelivered();
    await buyer.button("写好了").tap();
    await buyer.button("填写签署意见").tap(SLOW);
    await buyer.page.getByLabel("您的意见").fill("同意，按期付款");
    await buyer.button("写好了").tap();
    await buyer.button("按住确认签署").waitFor(SLOW);
    await studio.shoot("opinion", [screens[1]]);
    await buyer.commit();
    for (const phone of [seller, buyer]) {
      await phone.page.getByRole("heading", { name: "合同已签署" }).waitFor({ timeout: 120_000 });
    }
    await studio.shoot("signed");
  });

  await step("the sealed file holds what was filled in", async () => {
    const file = await buyer.download("下载合同 PDF");
    const signatures = await signaturesOf(file);
    assert.equal(signatures.pop()?.field, "document-timestamp");
    assert.equal(signatures.length, 3, JSON.stringify(signatures));
    assert.ok(signatures.every(({ isValid }) => isValid), JSON.stringify(signatures));
    const text = await textOf(file);
    const senders = ["HT-2026-001", "12.5", "2026年11月22日", "sales@example.com", "059188880000", "6222021001116245702"];
    const sums = ["8,800.00", "捌仟捌佰元整", "12,000.50", "壹万贰仟元伍角整", "选项二"];
    const parties = ["江文 收", "分两批交货", "货到付款", "2026年12月1日", "jiang@example.com", "13700001234", "选项一、选项二"];
    const places = ["浙江省杭州市西湖区", "6228480402564890018", "支架", "150", "同意，按期付款", COMPANY, SELLER.name];
    for (const shown of [...senders, ...sums, ...parties, ...places]) {
      assert.ok(text.includes(shown), `${shown} is not in the file:\n${text}`);
    }
    assert.equal(text.split(CREDIT_CODE).length - 1, 3, "typed by the sender and by the buyer, known of the seller");
    assert.equal(text.split(NUMBER).length - 1, 2, "typed, and as the sender named the buyer");
    assert.deepEqual([await picturesOn(file, 1), await picturesOn(file, 2)].map((count) => count > 0), [true, true]);
  });
  studio.assertNoComplaints();
});
