/**
 * A company seals a contract on a phone: its operator chooses between two seals, the pages get the slices, and the
 * completed file is checked by `pdfsig`.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { acceptAgreements, apiOf, codeFor } from "./contract.mjs";
import { HostDesk } from "./host-desk.mjs";
import { startHub } from "./hub-process.mjs";
import { signaturesOf } from "./pdf-signatures.mjs";
import { Phone } from "./phone.mjs";
import { DESK, openStudio, PHONE } from "./screens.mjs";

const DOCUMENT = new URL("../../hub/assets/demo-contract.pdf", import.meta.url);
const COMPANY = "青屿新能源科技有限公司";
const PARTY = { label: "甲方", name: "林望舒", phone: "13900000000", organisation: COMPANY };

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "seal-act");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("a contract is sealed on a phone with a chosen seal", { timeout: 240_000 }, async (t) => {
  const desk = await studio.open("desk", DESK);
  const screen = await studio.open("phone", PHONE);
  const phone = new Phone(screen, PARTY);
  const api = apiOf(desk.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: PARTY.phone });
  await acceptAgreements(api);
  const step = async (name, act) => {
    try {
      await act();
    } catch (cause) {
      await studio.shoot("failed").catch(() => undefined);
      throw new Error(`${name}: ${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
    }
    t.diagnostic(name);
  };

  let contract;
  await step("the company has two seals, and a contract waits for one", async () => {
    const { organisation } = await api.post("/organisations", {
      name: COMPANY,
      credit_code: "91350100M000100Y43",
      legal_representative: PARTY.name,
      registrant_name: PARTY.name,
      is_legal_representative: true,
    });
    const company = `/organisations/${organisation}`;
    await api.post(`${company}/approve`);
    await api.put(`${company}/services`, { service: "cross_page_seal", on: true });
    for (const [kind, purpose] of [
      ["contract", "合同专用章"],
      ["official", undefined],
    ]) {
      const outline = { shape: "round", diameter: 4200 };
      const { seal } = await api.post(`${company}/seals`, { kind, outline, purpose, star: true });
      await api.post(`${company}/seals/${seal}/confirm`);
      const isInUse = async () => (await api.get(`${company}/seals/${seal}`)).standing === "in_use";
      while (!(await isInUse())) await new Promise((resolve) => setTimeout(resolve, 100));
      await api.post(`${company}/seals/${seal}/holders`, { member: 1 });
    }
    const { id } = await api.post("/drafts");
    await api.upload(`/drafts/${id}/document?name=contract.pdf`, await readFile(DOCUMENT));
    const { version, body } = await api.get(`/drafts/${id}`);
    const page = body.document.pages.length;
    const fields = [
      {
        party: 1,
        page,
        rect: { x: 90_000, y: 470_000, w: 120_000, h: 120_000 },
        content: { kind: "seal", holder: "organisation" },
      },
      {
        party: 1,
        page: 1,
        rect: { x: 500_000, y: 400_000, w: 60_000, h: 130_000 },
        content: { kind: "straddle", last_page: page },
      },
    ];
    const policy = { ...body.policy, course: "routine" };
    const written = { ...body, title: "采购合同", host_name: "林望舒", parties: [PARTY], fields, policy };
    await api.put(`/drafts/${id}`, { version, body: written });
    ({ contract } = await api.post(`/drafts/${id}/open`));
  });

  await step("the operator comes by the link", async () => {
    await desk.page.goto(`/host/${contract}`);
    await phone.openLink(await new HostDesk(desk).partyLink(PARTY.name));
    await phone.begin();
    await phone.readAgreement("用户协议");
    await phone.acceptAgreements();
    await phone.page.getByLabel("6 位验证码").fill(await codeFor(api, contract, PARTY.phone));
    await phone.button("同意").tap();
    await phone.button("读完了，去签署").tap();
  });

  await step("the seals are shown, and one is chosen for all places", async () => {
    const { page } = screen;
    await page.getByRole("button", { name: /^选择印章/ }).tap();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: /合同专用章/ }).waitFor();
    assert.equal(await sheet.getByRole("listitem").count(), 2);
    await sheet.locator("img").first().evaluate((image) => image.decode());
    await studio.shoot("choose", [screen]);
    await sheet.getByRole("button", { name: /合同专用章/ }).tap();
    await phone.page.getByRole("region", { name: "确认签署" }).waitFor();
    await studio.shoot("chosen", [screen]);
  });

  await step("the act seals the contract", async () => {
    await phone.commit();
    await phone.waitUntilSigned();
    await studio.shoot("signed", [screen]);
    const signatures = await signaturesOf(await phone.download("下载合同 PDF"));
    assert.equal(signatures.pop()?.field, "document-timestamp");
    assert.equal(signatures.length, 2);
    assert.ok(signatures.every(({ isValid }) => isValid), JSON.stringify(signatures));
  });
  studio.assertNoComplaints();
});
