/**
 * What comes before an act, on a phone: reading to the end, the sign password, the face; and the page that says where
 * no face was compared.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { acceptAgreements, apiOf, codeFor } from "./contract.mjs";
import { NAMES } from "./handwriting.mjs";
import { HostDesk } from "./host-desk.mjs";
import { startHub } from "./hub-process.mjs";
import { Phone } from "./phone.mjs";
import { DESK, openStudio, PHONE } from "./screens.mjs";

const DOCUMENT = new URL("../../hub/assets/demo-contract.pdf", import.meta.url);
const PARTY = { label: "乙方", name: "江文", phone: "13800000002", organisation: "北岸精密制造（虚构）股份有限公司" };
const PASSWORD = "481516";

/** A hub with one contract that waits for the phone, which has come as far as reading. */
async function arrive(folder, demands, settings = {}) {
  const hub = await startHub(settings);
  const studio = await openStudio(hub.origin, folder);
  const desk = await studio.open("desk", DESK);
  const screen = await studio.open("phone", PHONE);
  const phone = new Phone(screen, PARTY);
  const api = apiOf(desk.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: PARTY.phone });
  await acceptAgreements(api);
  const way = { hub, studio, desk, screen, phone, api };
  way.pages = await come(way, demands);
  way.close = async () => {
    await studio.close();
    await hub.stop();
  };
  return way;
}

/** One more contract, opened on the phone up to reading. Returns its page count. */
async function come({ studio, desk, phone, api }, demands) {
  const { id } = await api.post("/drafts");
  await api.upload(`/drafts/${id}/document?name=contract.pdf`, await readFile(DOCUMENT));
  const { version, body } = await api.get(`/drafts/${id}`);
  const pages = body.document.pages.length;
  const rect = { x: 309_000, y: 488_000, w: 185_000, h: 78_000 };
  const policy = { ...body.policy, course: "routine" };
  const parties = [{ ...PARTY, demands }];
  const fields = [{ party: 1, page: pages, rect }];
  const written = { ...body, title: "保密协议", host_name: "王大山", parties, fields, policy };
  await api.put(`/drafts/${id}`, { version, body: written });
  await desk.page.goto(`/drafts/${id}`);
  const asked = desk.page.getByText("的签署要求").first();
  await asked.scrollIntoViewIfNeeded();
  await studio.shoot("editor", [desk]);
  const { contract } = await api.post(`/drafts/${id}/open`);
  await desk.page.goto(`/host/${contract}`);
  await phone.openLink(await new HostDesk(desk).partyLink(PARTY.name));
  await phone.begin();
  await phone.readAgreement("用户协议");
  await phone.acceptAgreements();
  await phone.page.getByLabel("6 位验证码").fill(await codeFor(api, contract, PARTY.phone));
  await phone.button("同意").tap();
  return pages;
}

async function draw({ phone }) {
  const finger = await phone.takePen();
  for (const stroke of NAMES[PARTY.name]) await finger.draw(stroke);
  await phone.waitUntilDelivered();
}

test("read to the end, signed with the sign password and a kept signature, without a face", { timeout: 240_000 }, async () => {
  const way = await arrive("proofs", { means: "sign_password", read_seconds: 5, read_to_end: true });
  const { studio, screen, phone, api, pages } = way;
  try {
    await phone.page.getByRole("button", { name: /页没有看$/ }).waitFor();
    await studio.shoot("pages-left", [screen]);
    assert.ok(await phone.page.getByRole("button", { name: /页没有看$/ }).isDisabled());
    for (let page = 1; page < pages; page += 1) {
      await phone.page.waitForTimeout(1_200);
      await phone.page.getByRole("button", { name: "下一页" }).tap();
    }
    await phone.page.getByRole("button", { name: /^请继续阅读 \d+ 秒$/ }).waitFor();
    await studio.shoot("seconds-left", [screen]);
    await phone.button("读完了，去签署").tap();
    await draw(way);
    await phone.button("存为常用签名").tap();
    await phone.page.getByText("已存为常用签名").waitFor();
    await studio.shoot("kept", [screen]);
    await phone.button("写好了").tap();
    await phone.page.getByRole("heading", { name: "签署前核验" }).waitFor();
    await studio.shoot("password", [screen]);
    await phone.page.getByLabel("签署密码").fill(PASSWORD);
    await phone.page.getByRole("link", { name: "去个人中心设置" }).waitFor();
    await studio.shoot("password-missing", [screen]);
    await api.post("/me/step-up/code");
    const outbox = await api.get("/outbox");
    const code = /\d{6}/.exec(outbox.find((message) => message.to_phone === PARTY.phone && /\d{6}/.test(message.text)).text)[0];
    await api.post("/me/step-up", { code });
    await api.put("/me/sign-password", { password: PASSWORD });
    await phone.page.getByLabel("签署密码").fill(PASSWORD);
    await phone.page.getByText("未做人脸核身").waitFor();
    await studio.shoot("commit", [screen]);
    await phone.commit();
    await phone.waitUntilSigned();

    // The next contract is signed with the signature that was kept.
    await come(way, {});
    await phone.button("读完了，去签署").tap();
    await phone.button("开始签名").tap();
    await phone.button("用常用签名").tap();
    await phone.waitUntilDelivered();
    await studio.shoot("put-in", [screen]);
    await phone.finishDrawing();
    await studio.shoot("put-in-page", [screen]);
    await phone.commit();
    await phone.waitUntilSigned();
    await way.desk.page.goto("/me");
    await way.desk.page.getByText("已加密保存").scrollIntoViewIfNeeded();
    await studio.shoot("account", [way.desk]);
  } catch (cause) {
    await studio.shoot("failed").catch(() => undefined);
    throw new Error(`${cause.message}\n${studio.complaints()}\n${way.hub.log()}`, { cause });
  } finally {
    await way.close();
  }
});

test("a face is asked for before the act", { timeout: 240_000 }, async () => {
  // Nobody answers there: the page is looked at as far as it goes without the service.
  const way = await arrive("proofs-face", { means: "passkey" }, {
    HUB_FACEID_ENDPOINT: "http://127.0.0.1:9",
    HUB_FACEID_SECRET_ID: "id",
    HUB_FACEID_SECRET_KEY: "key",
    HUB_FACEID_RULE_ID: "7",
    HUB_EGRESS_PRIVATE_NETWORKS: "127.0.0.0/8",
  });
  const { studio, screen, phone } = way;
  try {
    await phone.button("读完了，去签署").tap();
    await draw(way);
    await phone.button("写好了").tap();
    await phone.page.getByRole("heading", { name: "签署前核验" }).waitFor();
    await studio.shoot("face", [screen]);
    await phone.button("开始人脸核身").tap();
    await phone.page.getByLabel("身份证号").fill("11010519491231002X");
    await studio.shoot("number", [screen]);
    await phone.button("开始人脸核身").tap();
    await phone.page.getByRole("alert").waitFor();
    await studio.shoot("unavailable", [screen]);
  } catch (cause) {
    await studio.shoot("failed").catch(() => undefined);
    throw new Error(`${cause.message}\n${studio.complaints()}\n${way.hub.log()}`, { cause });
  } finally {
    await way.close();
  }
});
