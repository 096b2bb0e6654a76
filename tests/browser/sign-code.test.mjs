/**
 * 一码多签: a template's conditions and a code at a desk, the code on a wall, three people who scan it on 360 px phones
 * and sign contracts of their own, and the completed files checked by `pdfsig`. [F03–F06]
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { foundCompany, keepTemplate, newestCode, switchOnSilentSigning } from "./fair.mjs";
import { NAMES } from "./handwriting.mjs";
import { startHub } from "./hub-process.mjs";
import { signaturesOf } from "./pdf-signatures.mjs";
import { Phone } from "./phone.mjs";
import { DESK, openStudio, PHONE } from "./screens.mjs";

const COMPANY = "青屿新能源科技有限公司";
const SLOW = { timeout: 60_000 };
const VISITORS = ["王大山", "江文", "王大山"].map((name, index) => ({ name, phone: `1370000000${index + 1}` }));

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "sign-code");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("three people sign by one code", { timeout: 400_000 }, async (t) => {
  const desk = await studio.open("desk", DESK);
  const road = await studio.open("road", PHONE);
  const api = apiOf(desk.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(api);
  await road.context.addCookies(await desk.context.cookies());
  const { page } = desk;
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

  let company;
  await step("what is missing is named with what to do", async () => {
    company = await foundCompany(api, COMPANY);
    const kind = { kind: "line", max: 12 };
    const rect = { x: 78_000, y: 700_000, w: 200_000, h: 24_000 };
    const controls = [{ no: 3, party: 2, page: 1, rect, name: "展位", required: true, kind }];
    await keepTemplate(api, company, { name: "参展协议", guest: { label: "参展人" }, controls });
    await page.goto("/templates");
    await page.getByRole("button", { name: "参展协议：更多操作" }).click();
    await page.getByRole("link", { name: "一码多签" }).press("Enter");
    await page.getByText("请超级管理员在企业设置中开通企业静默签。").waitFor();
    assert.ok(await page.getByRole("button", { name: /创\s?建$/ }).isDisabled());
    await road.page.goto(new URL(page.url()).pathname);
    await road.page.getByText("请超级管理员在企业设置中开通企业静默签。").waitFor();
    await studio.shoot("conditions", [desk, road]);
  });

  let token;
  await step("a code for three is made and shown on a wall", async () => {
    await switchOnSilentSigning(api, company);
    await page.reload();
    await page.getByText("模板符合一码多签的条件。").waitFor();
    await page.getByLabel("可签合同份数").fill("3");
    await page.getByRole("button", { name: /创\s?建$/ }).click();
    await page.getByText("已签发 0 / 3 份").waitFor();
    await road.page.reload();
    await road.page.getByText("已签发 0 / 3 份").waitFor();
    await studio.shoot("code", [desk, road]);
    const href = await page.getByRole("link", { name: "大屏显示" }).getAttribute("href");
    const shown = await api.get(href.replace("/wall", "/screen"));
    token = shown.url.split("#")[1];
    const picture = await desk.context.request.get(await page.getByRole("link", { name: "下载二维码" }).getAttribute("href"));
    assert.match(await picture.text(), /^<svg/);
    await page.goto(href);
    await page.getByAltText("请用微信或手机浏览器扫码签署").waitFor();
    await road.page.goto(href);
    await road.page.getByAltText("请用微信或手机浏览器扫码签署").waitFor();
    await studio.shoot("wall", [desk, road]);
  });

  for (const [index, visitor] of VISITORS.entries()) {
    await step(`visitor ${index + 1} scans and signs`, async () => {
      const screen = await studio.open(`visitor${index + 1}`, PHONE);
      const phone = new Phone(screen, visitor);
      await screen.page.goto(`/q#${token}`);
      await screen.page.getByText(`${COMPANY} 请您签署`).waitFor();
      await phone.button("获取验证码").tap();
      await screen.page.getByText("请填写姓名").waitFor();
      await screen.page.getByLabel("姓名", { exact: true }).fill(visitor.name);
      await screen.page.getByLabel("手机号", { exact: true }).fill(visitor.phone);
      await screen.page.getByLabel("展位", { exact: true }).fill(`A1${index}`);
      if (index === 0) await studio.shoot("form", [screen]);
      await phone.button("获取验证码").tap();
      const field = screen.page.getByLabel("6 位验证码");
      await field.waitFor();
      if (index === 0) await studio.shoot("proof", [screen]);
      await field.fill(await newestCode(api, visitor.phone));
      await phone.button("读完了").or(screen.page.getByRole("checkbox")).first().waitFor(SLOW);
      if (index === 0) await studio.shoot("arrived", [screen]);
      await phone.readAgreement("用户协议");
      await phone.button("读完了").tap();
      await screen.page.getByRole("checkbox").tap();
      await phone.button("同意并继续").tap();
      await phone.button("同意").tap(SLOW);
      await phone.readAndSign(NAMES[visitor.name]);
      if (index === 0) await studio.shoot("signed", [screen]);
      const signatures = await signaturesOf(await phone.download("下载合同 PDF"));
      assert.equal(signatures.pop()?.field, "document-timestamp");
      // The platform's own, the company's seal and the visitor's.
      assert.equal(signatures.length, 3);
      assert.ok(signatures.every(({ isValid }) => isValid), JSON.stringify(signatures));
    });
  }

  await step("a fourth comes too late, the first finds the own contract", async () => {
    await page.getByText("二维码已停用、到期或已用完").waitFor(SLOW);
    const late = await studio.open("late", PHONE);
    await late.page.goto(`/q#${token}`);
    await late.page.getByText("合同份数已用完").waitFor();
    await studio.shoot("late", [late]);
    await late.page.getByLabel("手机号", { exact: true }).fill(VISITORS[0].phone);
    const earlier = await newestCode(api, VISITORS[0].phone);
    await late.page.getByRole("button", { name: "获取验证码" }).tap();
    await late.page.getByLabel("6 位验证码").fill(await newestCode(api, VISITORS[0].phone, earlier));
    await late.page.getByRole("button", { name: "打开我的合同" }).tap(SLOW);
    await late.page.getByRole("heading", { name: "合同已签署" }).waitFor(SLOW);
    // The browser tells of the refusal that led to the own contract.
    const told = late.complaints.splice(0);
    assert.ok(told.length === 1 && /409 .*sign-by-code\/take/.test(told[0]), told.join("\n"));
    await page.goBack();
    await page.getByText("已签发 3 / 3 份").waitFor();
    await page.getByRole("button", { name: "查看合同" }).click();
    await page.getByText(`参展协议-${VISITORS[2].name}-0003`).waitFor();
    await studio.shoot("contracts", [desk]);
  });
  studio.assertNoComplaints();
});
