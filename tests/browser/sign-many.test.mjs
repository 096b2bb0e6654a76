/**
 * 批量签署 on a phone: contracts that wait for somebody are opened without a link, read one after the other, and signed
 * with one press; one that asks for more is opened by itself.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { along, NAMES } from "./handwriting.mjs";
import { startHub } from "./hub-process.mjs";
import { signaturesOf } from "./pdf-signatures.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

const DOCUMENT = new URL("../../hub/assets/demo-contract.pdf", import.meta.url);
const PARTY = { label: "乙方", name: "江文", phone: "13800000002" };

test("three statements are read and signed with one press", { timeout: 300_000 }, async () => {
  const hub = await startHub();
  const studio = await openStudio(hub.origin, "sign-many");
  const desk = await studio.open("desk", DESK);
  const phone = await studio.open("phone", PHONE);
  try {
    const sender = apiOf(desk.context, hub.origin);
    await sender.post("/setup", { token: hub.setupToken, phone: "13900000000" });
    await acceptAgreements(sender);
    const titles = ["对账单（一）", "对账单（二）", "对账单（三）"];
    for (const title of titles) await send(sender, title, {});
    await send(sender, "保密协议", { read_to_end: true });

    const signer = apiOf(phone.context, hub.origin);
    await signer.post("/sign-in/code", { phone: PARTY.phone });
    await signer.post("/sign-in", { phone: PARTY.phone, code: await newestCode(sender) });
    await acceptAgreements(signer);
    const { page } = phone;
    const button = (name) => page.getByRole("button", { name, exact: true });
    const states = async () => (await signer.get("/contracts?which=received")).map(({ own_state }) => own_state);
    await eventually("four contracts wait", states, Array(4).fill("mine_to_sign"), 60_000);
    await page.goto("/ceremonies?tab=mine");
    await page.getByText("保密协议").waitFor();
    await studio.shoot("waiting", [phone]);
    for (const title of [...titles, "保密协议"]) await page.getByRole("checkbox", { name: `选择 ${title}` }).tap();
    await studio.shoot("chosen", [phone]);
    await button("批量签署").tap();

    // Who this is, shown once more.
    await page.getByText("向尾号").or(page.getByRole("dialog")).first().waitFor();
    await studio.shoot("step-up", [phone]);
    await page.getByRole("dialog").getByRole("button").filter({ hasText: /验证码/ }).first().tap();
    await page.getByLabel("验证码").first().waitFor();
    const code = await newestCode(sender);
    await page.getByRole("dialog").locator("input").first().focus();
    await page.keyboard.type(code, { delay: 30 });
    for (const nth of [0, 1, 2]) {
      const last = page.getByRole("img", { name: /^第 \d+ 页/ }).last();
      await last.waitFor();
      if (nth === 0) await studio.shoot("reading", [phone]);
      const next = button(nth < 2 ? "读完了，下一份" : "读完了，去签名");
      await eventually(
        "the last page comes into sight",
        async () => {
          await last.scrollIntoViewIfNeeded();
          await page.mouse.wheel(0, 4000);
          return next.isVisible().catch(() => false);
        },
        true,
        30_000,
      );
      if (nth === 0) await studio.shoot("read", [phone]);
      await next.tap();
    }

    const box = await page.getByRole("img", { name: "签名框" }).boundingBox();
    const session = await phone.context.newCDPSession(page);
    for (const stroke of NAMES[PARTY.name]) await draw(session, box, stroke);
    await page.getByRole("checkbox").tap();
    await studio.shoot("signature", [phone]);
    await button("下一步").tap();
    const hold = await button("按住签署 3 份合同").boundingBox();
    await studio.shoot("confirm", [phone]);
    const touchPoints = [{ x: hold.x + hold.width / 2, y: hold.y + hold.height / 2 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await page.getByText(/^正在签署 \d/).waitFor();
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.getByText("3 份已签署").waitFor({ timeout: 60_000 });
    await studio.shoot("done", [phone]);

    for (const row of await signer.get("/contracts?which=received")) {
      if (row.title === "保密协议") {
        assert.equal(row.own_state, "mine_to_sign");
        continue;
      }
      const sealed = async () => (await sender.get("/contracts")).find(({ id }) => id === row.id).sealed;
      await eventually(`${row.title} is sealed`, sealed, true, 60_000);
      const file = await desk.context.request.get(`${hub.origin}/api/v1/contracts/${row.id}/contract.pdf`);
      const signatures = await signaturesOf(await file.body());
      const parties = signatures.filter(({ field }) => field !== "document-timestamp");
      assert.ok(parties.length > 0 && parties.every(({ isValid }) => isValid), JSON.stringify(signatures));
    }

    // The one that asks for reading is opened by itself.
    await button("回到合同列表").tap();
    await button("去处理").tap();
    await button("开始").waitFor();
    await studio.shoot("alone", [phone]);
    studio.assertNoComplaints();
  } catch (cause) {
    await studio.shoot("failed").catch(() => undefined);
    throw new Error(`${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
  } finally {
    await studio.close();
    await hub.stop();
  }

  async function newestCode(sender) {
    const outbox = await sender.get("/outbox");
    const message = outbox.find(({ to_phone, text }) => to_phone === PARTY.phone && /\d{6}/.test(text));
    return /\d{6}/.exec(message.text)[0];
  }
});

/** Sends a contract that the party signs on its last page. */
async function send(api, title, demands) {
  const { id } = await api.post("/drafts");
  await api.upload(`/drafts/${id}/document?name=contract.pdf`, await readFile(DOCUMENT));
  const { version, body } = await api.get(`/drafts/${id}`);
  const written = {
    ...body,
    title,
    host_name: "王大山",
    parties: [{ ...PARTY, demands }],
    fields: [{ party: 1, page: body.document.pages.length, rect: { x: 309_000, y: 488_000, w: 185_000, h: 78_000 } }],
    policy: { ...body.policy, course: "routine" },
  };
  await api.put(`/drafts/${id}`, { version, body: written });
  await api.post(`/drafts/${id}/open`);
}

/** A stroke on a box that stands upright. */
async function draw(session, { x, y, width, height }, corners) {
  const [first, ...others] = along(corners).map(([across, down]) => ({ x: x + width * across, y: y + height * down }));
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [first] });
  for (const place of others) await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [place] });
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
