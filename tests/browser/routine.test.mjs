/**
 * An ordinary contract in real browsers against the real hub: controls placed by the sender at a desk, filled in and
 * signed in turn on two phones, and the completed file checked by `pdfsig`.
 *
 * `HUIQIAN_HUB` names the hub program, `HUIQIAN_SHOTS` the folder for the pictures, `CHROMIUM` the browser.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { apiOf, codeFor, PARTIES, prepareDraft } from "./contract.mjs";
import { NAMES } from "./handwriting.mjs";
import { HostDesk } from "./host-desk.mjs";
import { startHub } from "./hub-process.mjs";
import { signaturesOf } from "./pdf-signatures.mjs";
import { Phone } from "./phone.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "routine");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("an ordinary contract, filled in and signed in turn", { timeout: 300_000 }, async (t) => {
  const desk = await studio.open("sender", DESK);
  const screens = [await studio.open("phone1", PHONE), await studio.open("phone2", PHONE)];
  const phones = screens.map((screen, index) => new Phone(screen, PARTIES[index]));
  const api = apiOf(desk.context, hub.origin);
  const { page } = desk;
  const button = (name) => page.getByRole("button", { name, exact: true });
  const draft = await prepareDraft(api, hub.setupToken);
  let contract;

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
  /** Puts a control of the palette on the page, where it finds room by itself. */
  const place = async (owner, kind) => {
    await page.getByRole("radiogroup", { name: "属于" }).getByText(owner, { exact: true }).click();
    await button(kind).click();
    await page.getByRole("button", { name: new RegExp(`^${owner} ${kind}$`) }).last().waitFor();
  };

  await step("the sender places controls and sends", async () => {
    await page.goto(`/drafts/${draft}`);
    await page.getByText("普通合同", { exact: true }).click();
    await page.getByText("依次签署", { exact: true }).click();
    await place("甲方", "手写签名");
    await place("乙方", "手写签名");
    await place("乙方", "签署日期");
    await place("发起方", "日期");
    await page.getByLabel("内容（由发起方填写）").fill("2026-11-22");
    await place("甲方", "金额");
    await place("甲方", "人民币大写");
    await place("甲方", "单选");
    await place("甲方", "邮箱");
    await place("甲方", "地址");
    await place("乙方", "签署方单位");
    const boxes = ["甲方 邮箱", "甲方 地址"].map((name) => button(name));
    await boxes[0].focus();
    await boxes[1].click({ modifiers: ["Control"] });
    await page.getByText("已选中 2 个控件").waitFor();
    await studio.shoot("several", [desk]);
    const areEquallyWide = async () => {
      const [one, other] = await Promise.all(boxes.map((box) => box.boundingBox()));
      return Math.round(one.width) === Math.round(other.width);
    };
    assert.equal(await areEquallyWide(), false);
    await button("等宽").click();
    await eventually("both become equally wide", areEquallyWide, true);
    await page.keyboard.press("Control+z");
    await eventually("undone by keys", areEquallyWide, false);
    await button("取消多选").click();
    await studio.shoot("editor", [desk]);
    await button("发送给各方").click();
    await page.waitForURL(/\/host\//);
    contract = page.url().split("/").pop();
    await page.getByText("签署进度").waitFor();
    await studio.shoot("sent", [desk]);
  });

  await step("the parties identify themselves", async () => {
    const host = new HostDesk(desk);
    for (const phone of phones) {
      await phone.openLink(await host.partyLink(phone.party.name));
      await phone.begin();
      await phone.readAgreement("用户协议");
      await phone.acceptAgreements();
      const code = await codeFor(api, contract, phone.party.phone);
      await phone.page.getByLabel("6 位验证码").fill(code);
    }
    await phones[1].page.getByText("等待 王大山 填写").waitFor();
  });

  await step("the first party fills in; what is wrong is said at the field", async () => {
    const [{ page: phone }] = screens;
    await phone.getByText("已填 0 / 4 项").waitFor();
    await phone.getByLabel("金额", { exact: true }).fill("一万");
    await phone.getByText("选项二").tap();
    await phone.getByLabel("邮箱", { exact: true }).fill("wang@example.com");
    await phone.getByLabel("地址 省", { exact: true }).selectOption("浙江省");
    await phone.getByLabel("地址 市", { exact: true }).selectOption("杭州市");
    await phone.getByLabel("地址 区县", { exact: true }).selectOption("西湖区");
    await phone.getByLabel("地址", { exact: true }).fill("文三路 1 号");
    await studio.shoot("filling", screens);
    await phone.getByRole("button", { name: "提交填写" }).tap();
    await phone.getByText("最多两位小数").waitFor();
    await phone.getByLabel("金额", { exact: true }).fill("12,000.50");
    await phone.getByRole("button", { name: "提交填写" }).tap();
    await phone.getByRole("dialog").waitFor({ timeout: 60_000 });
  });

  await step("both sign, one after the other", async () => {
    await phones[1].page.getByText("等待 王大山 先签署").waitFor();
    await studio.shoot("waiting", [screens[1]]);
    for (const [index, phone] of phones.entries()) {
      await phone.button("同意").tap();
      await phone.button("读完了，去签署").waitFor();
      await studio.shoot(`reading-${index + 1}`, [screens[index]]);
      await phone.button("读完了，去签署").tap();
      const finger = await phone.takePen();
      for (const stroke of NAMES[phone.party.name]) await finger.draw(stroke);
      await phone.waitUntilDelivered();
      await phone.finishDrawing();
      await phone.commit();
    }
    for (const phone of phones) await phone.waitUntilSigned();
    await page.getByText("下载合同").or(page.getByText("合同 PDF")).first().waitFor();
    await studio.shoot("signed");
  });

  await step("the completed contract holds", async () => {
    const signatures = await signaturesOf(await phones[0].download("下载合同 PDF"));
    // This poppler does not know document time-stamps; pyHanko and openssl judge them elsewhere.
    const stamp = signatures.pop();
    assert.equal(stamp?.field, "document-timestamp");
    assert.ok(stamp?.coversAll, "the document time-stamp covers the whole file");
    assert.equal(signatures.length, PARTIES.length + 1);
    assert.ok(signatures.every(({ isValid }) => isValid), JSON.stringify(signatures));
  });

  await step("the sender prepares the agreement that makes it void", async () => {
    await page.getByRole("button", { name: /^作\s?废$/ }).click();
    const dialog = page.getByRole("dialog", { name: "作废这份合同" });
    await dialog.getByLabel("解除原因（不超过 200 字）").fill("双方协商一致，不再履行");
    await studio.shoot("void", [desk]);
    await dialog.getByRole("button", { name: "生成解除协议" }).click();
    await page.waitForURL(/\/drafts\//);
    await page.getByRole("button", { name: "发送给各方" }).waitFor();
    assert.match(await page.locator("#title").inputValue(), /^解除协议：/);
    await studio.shoot("void-agreement", [desk]);
  });
  studio.assertNoComplaints();
});
