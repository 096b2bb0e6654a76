/**
 * One's own account in real browsers: a passkey made by Chromium's own virtual authenticator and used to come in and
 * to confirm, a desk that a phone signs in, a password, and the pages at 1280 and 360 pixels.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, openStudio, PHONE } from "./screens.mjs";
import { startWechat } from "./wechat-stand-in.mjs";

const NUMBER = "13900000000";
const PASSWORD = "青屿的海风很大呀真的";

let wechat;
let hub;
let studio;
/** Passkeys belong to a domain: the pages are opened as `localhost`. */
let origin;
before(async () => {
  wechat = await startWechat("union-of-zhang", "localhost");
  hub = await startHub(wechat.settings);
  origin = hub.origin.replace("127.0.0.1", "localhost");
  studio = await openStudio(origin, "account");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
  await wechat?.stop();
});

test("an account and the ways into it", { timeout: 120_000 }, async () => {
  const desk = await studio.open("desk", DESK);
  const phone = await studio.open("phone", PHONE);
  const api = apiOf(desk.context, origin);
  await api.post("/setup", { token: hub.setupToken, phone: NUMBER });
  await acceptAgreements(api);
  try {
    await setUp(desk, api);
    await comesBackByPasskey(desk);
    await isSignedInByPhone(desk, phone, api);
    await comesBackByPassword(desk);
    await comesBackByWechat(desk, apiOf(phone.context, origin));
  } catch (cause) {
    await studio.shoot("failed").catch(() => undefined);
    throw new Error(`${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
  }
  // The answer that asks for a confirmation is a refusal, which Chromium writes down.
  const others = studio.complaints().split("\n").filter((text) => !/status of 403 .*\/me\//.test(text));
  assert.deepEqual(others.filter((text) => text !== ""), []);
});

async function newestCode(api) {
  const messages = await api.get("/outbox");
  return /(?<!\d)\d{6}(?!\d)/.exec(messages.find(({ to_phone }) => to_phone === NUMBER).text)[0];
}


async function leaves(page) {
  await page.getByRole("button", { name: "退出登录", exact: true }).click();
  await page.getByRole("banner").getByRole("link", { name: "登录" }).waitFor();
  await page.goto("/sign-in?then=/me");
}

async function setUp({ page, context }, api) {
  const devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto("/me");
  await page.getByRole("button", { name: "添加通行密钥" }).click();
  await page.getByLabel("给它起个名字").fill("办公电脑");
  await page.getByRole("button", { name: "添加通行密钥" }).click();
  await page.getByRole("button", { name: "发送验证码" }).click();
  await page.getByRole("button", { name: "重新发送" }).waitFor();
  await studio.shoot("step-up");
  await page.locator(".ant-otp-input").first().focus();
  await page.keyboard.type(await newestCode(api));
  await page.getByText("还没有用过").waitFor();

  await page.getByRole("button", { name: "设置密码" }).click();
  await page.getByLabel("新密码").fill(PASSWORD);
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("button", { name: "修改密码" }).waitFor();

  await page.getByRole("button", { name: "去认证" }).click();
  await page.getByLabel("证件上的姓名").fill("张伟");
  await page.getByLabel("证件号码").fill("11010519491231002X");
  await studio.shoot("identity");
  await page.getByRole("button", { name: "提交认证" }).click();
  await page.getByText("未做人脸核身", { exact: true }).waitFor();
  await studio.shoot("account");
}

async function comesBackByPasskey({ page }) {
  await leaves(page);
  await page.getByRole("button", { name: "用通行密钥登录" }).click();
  await page.getByText("最近使用").first().waitFor();
  await page.getByRole("button", { name: "停用密码" }).waitFor();
}

async function isSignedInByPhone({ page }, phone, api) {
  await apiOf(phone.context, origin).post("/sign-in/code", { phone: NUMBER });
  await apiOf(phone.context, origin).post("/sign-in", { phone: NUMBER, code: await newestCode(api) });
  await leaves(page);
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/sign-in/scan"));
  await page.getByRole("tab", { name: "扫码" }).click();
  const { scan, number } = await (await asked).json();
  await page.getByText(number, { exact: true }).waitFor();
  await phone.page.goto(`/scan#${scan}`);
  await phone.page.getByText("只有当这台设备就在您面前时才确认").waitFor();
  await page.getByText("手机已扫描").waitFor();
  await studio.shoot("scan");
  await phone.page.locator(".ant-otp-input").first().focus();
  await phone.page.keyboard.type(number);
  await phone.page.getByRole("button", { name: "确认登录" }).click();
  await phone.page.getByText("已确认").waitFor();
  await page.getByText("当前设备").waitFor();
  await phone.page.goto("/me");
  await phone.page.getByText("当前设备").waitFor();
  await studio.shoot("account", [phone]);
  await phone.page.locator("#devices").scrollIntoViewIfNeeded();
  await studio.shoot("devices", [phone]);
}

async function comesBackByPassword({ page }) {
  await leaves(page);
  await page.getByRole("tab", { name: "密码" }).click();
  await page.getByRole("tabpanel").getByLabel("手机号").fill(NUMBER);
  await page.locator("#password").fill(PASSWORD);
  await studio.shoot("password");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByText("当前设备").waitFor();
  assert.equal(new URL(page.url()).pathname, "/me");
}

async function comesBackByWechat(desk, api) {
  const { page } = desk;
  const agree = async (answer) => {
    await page.goto("/sign-in?then=/me");
    await page.getByRole("button", { name: "微信登录" }).click();
    await page.getByRole("link", { name: answer }).click();
  };
  await leaves(page);
  await agree("拒绝");
  await page.getByText("没有在微信中同意登录").waitFor();
  await agree("同意");
  await page.getByText("这个微信第一次在这里登录").waitFor();
  await page.getByLabel("手机号").fill(NUMBER);
  await page.getByRole("button", { name: "获取验证码" }).click();
  await page.locator(".ant-otp-input").first().waitFor();
  await studio.shoot("wechat", [desk]);
  await page.locator(".ant-otp-input").first().focus();
  await page.keyboard.type(await newestCode(api));
  await page.getByText("当前设备").waitFor();
  assert.equal(new URL(page.url()).pathname, "/me");
  await leaves(page);
  await agree("同意");
  await page.getByText("当前设备").waitFor();
  assert.equal(new URL(page.url()).pathname, "/me");
  await page.getByRole("button", { name: "解除绑定" }).scrollIntoViewIfNeeded();
  await studio.shoot("wechat-bound", [desk]);
}
