/**
 * 单方盖章: two files are dropped, one seal is chosen, one press; the person shows once more that it is them, both are
 * sealed and counted, and one of them is looked at.
 *
 * `HUIQIAN_HUB` names the hub program, `HUIQIAN_SHOTS` the folder for the pictures, `CHROMIUM` the browser.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

const DOCUMENT = new URL("../../hub/assets/demo-contract.pdf", import.meta.url);
const NAME = "林望舒";
const NUMBER = "13900000000";

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "sealed-alone");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

/** A company that works with silent signing, and a seal that its founder holds. Returns its id. */
async function companyWithSeal(api) {
  const { organisation } = await api.post("/organisations", {
    name: "青屿新能源科技有限公司",
    credit_code: "91350100M000100Y43",
    legal_representative: NAME,
    registrant_name: NAME,
    is_legal_representative: true,
  });
  const company = `/organisations/${organisation}`;
  await api.post(`${company}/approve`);
  await api.put("/me/organisation", { organisation });
  const text = (await api.get("/agreements")).find(({ kind }) => kind === "silent_signing");
  await api.put(`${company}/services`, { service: "silent_signing", on: true, agreement: text.sha256.zh });
  const outline = { shape: "round", diameter: 4200 };
  const { seal } = await api.post(`${company}/seals`, { kind: "contract", outline, purpose: "业务专用章", star: true });
  await api.post(`${company}/seals/${seal}/confirm`);
  const standing = async () => (await api.get(`${company}/seals/${seal}`)).standing;
  await eventually("the seal is in use", standing, "in_use", 60_000);
  await api.post(`${company}/seals/${seal}/holders`, { member: 1 });
  return organisation;
}

test("one drop, one seal, one press", { timeout: 300_000 }, async () => {
  const desk = await studio.open("desk", DESK);
  const { page } = desk;
  page.setDefaultTimeout(60_000);
  const api = apiOf(desk.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: NUMBER });
  await acceptAgreements(api);
  const organisation = await companyWithSeal(api);

  await page.goto("/seal-alone");
  await page.getByText("本企业累计单方盖章 0 份").waitFor();
  assert.ok(await page.getByRole("button", { name: "盖章", exact: true }).isDisabled());
  await studio.shoot("empty");
  const buffer = await readFile(DOCUMENT);
  const files = ["收入证明.pdf", "十一月对账单.pdf"].map((name) => ({ name, mimeType: "application/pdf", buffer }));
  await page.locator("input[type=file]").setInputFiles(files);
  await page.getByRole("button", { name: "盖章（2 份）" }).click();
  // The dialog asks for a code to the person's own phone.
  await page.getByRole("button", { name: /发送验证码|获取验证码/ }).click();
  const code = async () => {
    const messages = await api.get("/outbox");
    const mine = messages.filter(({ to_phone }) => to_phone === NUMBER);
    return mine.map(({ text }) => /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]).find(Boolean);
  };
  await eventually("a code is sent", async () => (await code()) !== undefined, true, 60_000);
  await page.locator(".ant-otp input").first().click();
  await page.keyboard.type(await code());
  await eventually("both are on their way", () => page.getByText("已提交盖章").count(), 2, 120_000);
  const sealed = async () => (await api.get(`/organisations/${organisation}/sealed-alone`)).count;
  await eventually("both are sealed", sealed, 2, 120_000);
  await page.reload();
  await page.getByText("本企业累计单方盖章 2 份").waitFor();
  await page.getByText("已签署").first().waitFor();
  await studio.shoot("sealed");
  await page.getByRole("link", { name: "收入证明" }).click();
  await page.waitForURL(/\/host\//);
  await page.getByText("收入证明").first().waitFor();
  await studio.shoot("one");

  const phone = await studio.open("phone", { ...PHONE, storageState: await desk.context.storageState() });
  await phone.page.goto("/seal-alone");
  await phone.page.getByText("本企业累计单方盖章 2 份").waitFor({ timeout: 60_000 });
  await studio.shoot("narrow");
  // Asked to show once more that it is them, the page tries again.
  const complaints = studio.complaints().split("\n").filter((line) => line !== "" && !/403 \(Forbidden\).*seal-alone/.test(line));
  assert.deepEqual(complaints, []);
});
