/**
 * A letter of authority in real browsers: filed at the desk with its paper, accepted on a phone, and withdrawn.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, openStudio, PHONE } from "./screens.mjs";

const PAPER = new URL("../../console/public/official-templates/letter-of-authority.pdf", import.meta.url);

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "letters");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("a letter is filed at the desk and accepted on the phone", { timeout: 240_000 }, async (t) => {
  const desk = await studio.open("desk", DESK);
  const phone = await studio.open("phone", PHONE);
  const leader = apiOf(desk.context, hub.origin);
  await leader.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(leader);
  const { organisation } = await leader.post("/organisations", {
    name: "青屿新能源科技有限公司",
    credit_code: "91350100M000100Y43",
    legal_representative: "林望舒",
    registrant_name: "林望舒",
    is_legal_representative: true,
  });
  await leader.post(`/organisations/${organisation}/approve`);
  await leader.post(`/organisations/${organisation}/members`, [{ name: "陈以南", phone: "13700100001", roles: [3] }]);
  const agent = apiOf((await studio.open("agent", DESK)).context, hub.origin);
  await agent.post("/sign-in/code", { phone: "13700100001" });
  const sent = (await leader.get("/outbox")).find(
    ({ to_phone, text }) => to_phone.endsWith("13700100001") && /(?<!\d)\d{6}(?!\d)/.test(text.replace(/https?:\S+/g, "")),
  );
  await agent.post("/sign-in", { phone: "13700100001", code: /(?<!\d)\d{6}(?!\d)/.exec(sent.text)[0] });
  await acceptAgreements(agent);
  await agent.post(`/organisations/${organisation}/join`);
  const outline = { shape: "round", diameter: 4000 };
  const { seal } = await leader.post(`/organisations/${organisation}/seals`, { kind: "contract", outline, star: true });
  await leader.post(`/organisations/${organisation}/seals/${seal}/confirm`);
  await phone.context.addCookies(await desk.context.cookies());
  const { page } = desk;

  const step = async (name, act) => {
    try {
      await act();
    } catch (cause) {
      await studio.shoot("failed").catch(() => undefined);
      throw new Error(`${name}: ${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
    }
    t.diagnostic(name);
  };
  const open = async ({ page: at }) => {
    await at.goto(`/organisations/${organisation}`);
    await at.getByRole("tab", { name: "授权委托书" }).click();
  };

  await step("the page says what letters are for, and has the template", async () => {
    await open(desk);
    await page.getByText("还没有授权委托书").waitFor();
    const template = page.getByRole("link", { name: "下载委托书模板（PDF）" });
    const answer = await page.request.get(new URL(await template.getAttribute("href"), hub.origin).href);
    assert.equal(answer.headers()["content-type"], "application/pdf");
    await open(phone);
    await phone.page.getByText("还没有授权委托书").waitFor();
    await studio.shoot("empty", [desk, phone]);
  });

  await step("a letter is filed with its paper", async () => {
    await page.getByRole("button", { name: "提交委托书" }).click();
    const dialog = page.getByRole("dialog");
    const submit = dialog.getByRole("button", { name: "提交确认" });
    assert.ok(await submit.isDisabled(), "nothing is filled in yet");
    await dialog.getByLabel("受托人").click();
    await page.getByTitle("陈以南").click();
    await dialog.getByLabel("可使用的印章").click();
    await page.getByTitle("合同专用章").click();
    await dialog.getByLabel("开始日").fill("2020-01-01");
    await dialog.getByLabel("截止日（含当日）").fill("2019-12-31");
    await dialog.getByText("截止日不能早于开始日。").waitFor();
    const year = new Date().getFullYear();
    await dialog.getByLabel("开始日").fill(`${year}-01-01`);
    await dialog.getByLabel("截止日（含当日）").fill(`${year + 1}-12-31`);
    const chooser = dialog.locator("input[type=file]");
    await chooser.setInputFiles({ name: "委托书.txt", mimeType: "text/plain", buffer: Buffer.from("text") });
    await dialog.getByText("请上传 PDF、JPEG 或 PNG 文件，最大 10 MB。").waitFor();
    await chooser.setInputFiles({ name: "委托书.pdf", mimeType: "application/pdf", buffer: readFileSync(PAPER) });
    await dialog.getByText("委托书.pdf").waitFor();
    await studio.shoot("filing", [desk]);
    await submit.click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByText("有 1 份委托书等您确认").waitFor();
  });

  await step("it is accepted on the phone", async () => {
    await open(phone);
    await phone.page.getByText("待确认").waitFor();
    await phone.page.getByText("仅限 1 枚印章").waitFor();
    await studio.shoot("waiting", [desk, phone]);
    await phone.page.getByRole("button", { name: /^确\s?认$/ }).click();
    await phone.page.getByText("有效", { exact: true }).waitFor();
    await phone.page.getByText("等您确认").waitFor({ state: "hidden" });
  });

  await step("withdrawn, it counts no longer", async () => {
    await open(desk);
    await page.getByText("有效", { exact: true }).waitFor();
    await page.getByRole("button", { name: /^撤\s?回$/ }).click();
    await page.getByRole("button", { name: /^确\s?定$/ }).click();
    await page.getByText("已撤回").waitFor();
    await studio.shoot("withdrawn", [desk]);
  });
});
