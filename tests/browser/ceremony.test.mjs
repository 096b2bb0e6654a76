/**
 * A whole ceremony in real browsers against the real hub: the host at a desk, two phones and a projector, each in a
 * context of its own. One phone is reloaded in mid-stroke, the other loses its network and comes back.
 *
 * `HUIQIAN_HUB` names the hub program, `HUIQIAN_SHOTS` the folder for the pictures, `CHROMIUM` the browser.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { apiOf, codeFor, openRoom, PARTIES, TITLE } from "./contract.mjs";
import { along, NAMES } from "./handwriting.mjs";
import { HostDesk } from "./host-desk.mjs";
import { startHub } from "./hub-process.mjs";
import { signaturesOf } from "./pdf-signatures.mjs";
import { Phone } from "./phone.mjs";
import { DESK, eventually, openStudio, PHONE, PROJECTOR } from "./screens.mjs";
import { Stage } from "./stage.mjs";

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin);
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("a ceremony of two phones, a host and a stage", { timeout: 300_000 }, async (t) => {
  const desk = await studio.open("host", DESK);
  const screens = [await studio.open("phone1", PHONE), await studio.open("phone2", PHONE)];
  const hall = await studio.open("stage", PROJECTOR);
  const api = apiOf(desk.context, hub.origin);
  const host = new HostDesk(desk);
  const phones = screens.map((screen, index) => new Phone(screen, PARTIES[index]));
  const [phone1, phone2] = phones;
  const stage = new Stage(hall);
  const { contract, pages } = await openRoom(api, hub.setupToken);

  /** One part of the ceremony; the first that fails ends it, with pictures and complaints of every screen. */
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

  /** Everybody shows the host's page and the same three check words. */
  const allShow = async (page) => {
    const everybody = [host, ...phones, stage];
    const shown = () => Promise.all(everybody.map((each) => each.shownPage()));
    await eventually("the page on every screen", shown, everybody.map(() => page));
    const words = await host.words();
    assert.equal(words.length, 3, `three check words: ${words}`);
    const read = () => Promise.all(everybody.map((each) => each.words()));
    await eventually("the check words on every screen", read, everybody.map(() => words));
    return words.join(" ");
  };

  await step("the host enters and gives out links", async () => {
    await host.enter(contract);
    await studio.shoot("empty-room", [desk]);
    for (const phone of phones) {
      const isFirst = phone === phone1;
      const url = await host.partyLink(phone.party.name, isFirst ? () => studio.shoot("party-link", [desk]) : undefined);
      await phone.openLink(url);
      await phone.page.getByRole("heading", { name: TITLE }).waitFor();
    }
    await stage.enter(await host.link("大屏"));
    await hall.page.getByText("签约仪式即将开始").waitFor();
    await studio.shoot("invitation");
  });

  await step("the parties accept the agreements and identify themselves", async () => {
    for (const phone of phones) await phone.begin();
    await studio.shoot("agreements", screens);
    for (const phone of phones) await phone.readAgreement("用户协议");
    await studio.shoot("agreement-text", screens);
    for (const phone of phones) await phone.acceptAgreements();
    await studio.shoot("code", screens);
    for (const phone of phones) await phone.giveCode(await codeFor(api, contract, phone.party.phone));
    await host.button("全部准许入场").waitFor();
    await studio.shoot("waiting");
    await host.admitAll();
    for (const phone of phones) await phone.page.getByText(/^您已入场/).first().waitFor();
    await studio.shoot("lobby");
  });

  await step("everybody reads the same page and the same check words", async () => {
    await host.openCeremony();
    await hall.page.getByText("签约仪式开始").waitFor();
    await phone1.page.getByText("开场").waitFor();
    await studio.shoot("opening");
    await host.startReading();
    const seen = [await allShow(1)];
    await studio.shoot("reading-1");
    for (let page = 2; page <= pages; page += 1) {
      await host.nextPage();
      seen.push(await allShow(page));
    }
    await studio.shoot("reading-last");
    assert.equal(new Set(seen).size, pages, `words change with the page: ${seen}`);
    await phone2.button("上一页").tap();
    await eventually("phone 2 looks freely", () => phone2.shownPage(), pages - 1);
    await studio.shoot("looking-freely", [screens[1]]);
    await phone2.page.getByRole("button", { name: /回到主持人/ }).tap();
    await allShow(pages);
  });

  await step("the parties consent before the first ink", async () => {
    await host.startSigning();
    for (const phone of phones) await phone.page.getByRole("dialog").waitFor();
    await studio.shoot("consents");
    for (const phone of phones) await phone.giveConsents();
    for (const phone of phones) await phone.button("开始签名").waitFor();
    await studio.shoot("ready-to-sign");
  });

  await step("a phone that is reloaded in mid-stroke goes on", async () => {
    const [first, second, ...others] = NAMES[phone1.party.name];
    let finger = await phone1.takePen();
    await studio.shoot("pad", [screens[0]]);
    await finger.draw(first);
    await phone1.waitUntilDelivered();
    const complete = await phone1.inkOnPad();
    const places = along(second);
    await finger.drawPart(second.slice(0, 2));
    await studio.shoot("mid-stroke");
    await phone1.page.reload();
    await phone1.button("您的签署区").waitFor();
    await studio.shoot("reloaded", [screens[0]]);
    finger = await phone1.takePen();
    await phone1.waitUntilDelivered();
    const kept = await phone1.inkOnPad();
    assert.ok(kept > complete * 1.2, `the half stroke is kept: ${kept} after ${complete} pixels`);
    await finger.draw([places[Math.floor(places.length / 2)], second.at(-1)]);
    for (const stroke of others) await finger.draw(stroke);
    await phone1.waitUntilDelivered();
    await studio.shoot("name-drawn");
    await phone1.finishDrawing();
  });

  await step("a phone that loses its network in mid-stroke comes back", async () => {
    const strokes = NAMES[phone2.party.name];
    const half = Math.ceil(strokes.length / 2);
    const finger = await phone2.takePen();
    for (const stroke of strokes.slice(0, half - 1)) await finger.draw(stroke);
    await phone2.waitUntilDelivered();
    const onStage = await stage.inkOf(phone2.party.name);
    assert.ok(onStage > 0, "the stage shows the ink as it is drawn");
    const [start, middle, end] = strokes[half - 1];
    await finger.drawPart([start, middle]);
    await screens[1].context.setOffline(true);
    await finger.moveAlong(along([middle, end]).slice(1));
    await finger.lift();
    for (const stroke of strokes.slice(half)) await finger.draw(stroke);
    await phone2.pad.getByText("已存本机").waitFor({ timeout: 20_000 });
    await studio.shoot("offline");
    await screens[1].context.setOffline(false);
    await phone2.waitUntilDelivered();
    const grown = async () => (await stage.inkOf(phone2.party.name)) > onStage * 1.5;
    await eventually("the stage shows what was drawn without a network", grown, true);
    await studio.shoot("back-online");
    await phone2.finishDrawing();
    await studio.shoot("before-commit");
  });

  await step("both commit and the hub seals", async () => {
    await phone1.commit(() => studio.shoot("holding", [screens[0]]));
    await phone1.page.getByRole("heading", { name: "您已签署" }).waitFor();
    await studio.shoot("first-committed");
    await phone2.commit();
    await studio.shoot("sealing");
    for (const phone of phones) await phone.waitUntilSigned();
    await stage.waitForSignedFrame();
    for (const { name } of PARTIES) {
      assert.ok((await stage.inkOf(name)) > 0, `the signed frame shows the hand of ${name}`);
    }
    await hall.page.waitForTimeout(2_500);
    await studio.shoot("signed");
  });

  await step("the contract carries a valid signature of each party", async () => {
    const pdf = await phone1.download("下载合同 PDF");
    const signatures = await signaturesOf(pdf);
    t.diagnostic(JSON.stringify(signatures));
    // This poppler does not know document time-stamps; pyHanko and openssl judge them elsewhere.
    const stamp = signatures.pop();
    assert.equal(stamp?.field, "document-timestamp");
    assert.ok(stamp?.coversAll, "the document time-stamp covers the whole file");
    assert.equal(signatures.length, PARTIES.length + 1);
    assert.ok(signatures.every(({ isValid }) => isValid), "pdfsig calls every signature valid");
    assert.deepEqual(pdf, await phone2.download("下载合同 PDF"));
  });

  await step("the host ends the ceremony", async () => {
    await host.end();
    await eventually("the room is closed", () => desk.page.getByText("会场已归档").isVisible(), true, 30_000);
    await studio.shoot("closed");
    studio.assertNoComplaints();
  });
});
