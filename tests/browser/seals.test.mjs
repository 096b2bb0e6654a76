/**
 * A company's seals in real browsers: a template with its live preview, a photograph with its review, the super
 * administrator's word on a phone, a holder, the records, and a signature drawn on the page.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chooseEntry } from "./choose-entry.mjs";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, openStudio, PHONE } from "./screens.mjs";

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "seals");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

test("seals are made, confirmed on a phone, held and reviewed", { timeout: 240_000 }, async (t) => {
  const desk = await studio.open("desk", DESK);
  const phone = await studio.open("phone", PHONE);
  const api = apiOf(desk.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(api);
  const { organisation } = await api.post("/organisations", {
    name: "青屿新能源科技有限公司",
    credit_code: "91350100M000100Y43",
    legal_representative: "林望舒",
    registrant_name: "林望舒",
    is_legal_representative: true,
  });
  await api.post(`/organisations/${organisation}/approve`);
  // The same person on the phone: what a manager on the road does.
  await phone.context.addCookies(await desk.context.cookies());
  const { page } = desk;
  const seals = `/organisations/${organisation}/seals`;

  /** One part of the journey; the first that fails ends it, with pictures and complaints of every screen. */
  const step = async (name, act) => {
    try {
      await act();
    } catch (cause) {
      await studio.shoot("failed").catch(() => undefined);
      throw new Error(`${name}: ${cause.message}\n${studio.complaints()}\n${hub.log()}`, { cause });
    }
    t.diagnostic(name);
  };

  await step("an empty list leads to the first seal", async () => {
    await page.goto(seals);
    await page.getByText("还没有印章").waitFor();
    await phone.page.goto(seals);
    await phone.page.getByText("还没有印章").waitFor();
    await studio.shoot("empty");
  });

  let contractSeal;
  await step("a contract seal is drawn while its words are typed", async () => {
    await page.goto(`/organisations/${organisation}/new-seal`);
    await chooseEntry(page, page.getByLabel("印章类型").first(), "合同专用章");
    await page.getByLabel("编号").fill("3501000012345");
    await shown(page, "实际尺寸预览");
    await phone.page.goto(`/organisations/${organisation}/new-seal`);
    await shown(phone.page, "实际尺寸预览");
    await studio.shoot("template");
    await page.getByRole("button", { name: "提交超管确认" }).click();
    await page.waitForURL(/\/seals\/[0-9a-f-]{36}$/);
    contractSeal = page.url().split("/").pop();
  });

  await step("the super administrator confirms it on the phone", async () => {
    await phone.page.goto(`${seals}/${contractSeal}`);
    await phone.page.getByText("请您核对印章图像").waitFor();
    await shown(phone.page, "合同专用章的图像");
    await studio.shoot("confirm");
    await phone.page.getByRole("button", { name: "确认启用" }).click();
    await phone.page.getByText("还没有持有人").waitFor();
  });

  await step("a holder is added, for whom the list shows the period", async () => {
    await page.goto(`${seals}/${contractSeal}`);
    await page.getByRole("button", { name: "添加授权" }).click();
    const dialog = page.getByRole("dialog");
    await chooseEntry(page, dialog.getByRole("combobox"), "林望舒");
    await dialog.getByRole("button", { name: "添加授权" }).click();
    await page.getByText("生效中").waitFor();
    await page.getByRole("tab", { name: "变更记录" }).click();
    await page.getByRole("cell", { name: "授权 · 林望舒" }).waitFor();
    await phone.page.reload();
    await phone.page.getByText("生效中").waitFor();
    await studio.shoot("holder");
  });

  await step("a photograph is cut out and waits for the reviewer on the first page", async () => {
    await page.goto(`/organisations/${organisation}/new-seal`);
    await page.getByRole("tab", { name: "上传图片" }).click();
    const form = page.getByRole("tabpanel", { name: "上传图片" });
    await chooseEntry(page, form.getByLabel("印章类型").first(), "财务专用章");
    await form.locator("input[type=file]").setInputFiles({
      name: "seal.png",
      mimeType: "image/png",
      buffer: await photograph(phone.context),
    });
    await shown(form, "实际尺寸预览");
    await studio.shoot("upload", [desk]);
    await form.getByRole("button", { name: "提交审核" }).click();
    await page.getByText("等待平台审核").waitFor();
    await studio.shoot("under-review", [desk]);
    await page.goto("/");
    await page.getByRole("heading", { name: "待审核的印章" }).waitFor();
    await phone.page.goto("/");
    await phone.page.getByRole("heading", { name: "待审核的印章" }).waitFor();
    await studio.shoot("reviews");
    await page.getByRole("button", { name: "通过", exact: true }).click();
    await page.getByRole("heading", { name: "待审核的印章" }).waitFor({ state: "detached" });
  });

  await step("each other kind of seal is made on its page", async () => {
    for (const kind of ["公章", "人事专用章", "发票专用章", "法定代表人章", "其他印章"]) {
      await page.goto(`/organisations/${organisation}/new-seal`);
      await chooseEntry(page, page.getByLabel("印章类型").first(), kind);
      await shown(page, "实际尺寸预览");
      await studio.shoot(`kind-${kind}`, [desk]);
      await page.getByRole("button", { name: "提交超管确认" }).click();
      await page.waitForURL(/\/seals\/[0-9a-f-]{36}$/);
      await page.getByRole("button", { name: "确认启用" }).click();
      await page.getByText("使用中", { exact: true }).waitFor();
    }
    for (const screen of [desk, phone]) {
      await screen.page.goto(seals);
      await screen.page.getByText("法定代表人章").first().waitFor();
      await shown(screen.page, "公章的图像");
    }
    assert.equal(await page.getByRole("listitem").count(), 7);
    await studio.shoot("list");
  });

  await step("every use can be found and taken away", async () => {
    await page.goto(`/organisations/${organisation}/seal-uses`);
    await page.getByText("没有符合条件的用印记录").waitFor();
    await phone.page.goto(`/organisations/${organisation}/seal-uses`);
    await phone.page.getByText("没有符合条件的用印记录").waitFor();
    await studio.shoot("uses");
  });

  await step("a signature is drawn, and a name seal cut", async () => {
    await phone.page.goto("/me/seals");
    await phone.page.getByText("还没有个人印章").waitFor();
    await write(phone.page);
    await studio.shoot("own-empty", [phone]);
    await phone.page.getByRole("button", { name: "保存" }).click();
    await shown(phone.page, "我的签名的图像");
    await page.goto("/me/seals");
    await page.getByRole("tab", { name: "名章" }).click();
    await page.getByLabel("印文").fill("林望舒印");
    await shown(page, "实际尺寸预览");
    await studio.shoot("own", [desk]);
    await page.getByRole("button", { name: "保存" }).last().click();
    await shown(page, "林望舒印的图像");
    await studio.shoot("own-made");
  });

  studio.assertNoComplaints();
});

/** Waits until the picture of this name has arrived. */
async function shown(page, name) {
  const picture = page.getByAltText(name).first();
  await picture.waitFor();
  await picture.evaluate((image) => image.decode());
}

/** A line with loops in the box for a signature. */
async function write(page) {
  const box = await page.getByLabel("请在框内书写签名").boundingBox();
  const at = (n) => [box.x + box.width * (0.15 + 0.7 * (n / 40)), box.y + box.height * (0.5 + 0.3 * Math.sin(n / 2.5))];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let n = 1; n <= 40; n += 1) await page.mouse.move(...at(n));
  await page.mouse.up();
}

/** A red ring on grey paper under uneven light, as a camera sees it. */
async function photograph(context) {
  const page = await context.newPage();
  const data = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 900;
    canvas.height = 900;
    const pen = canvas.getContext("2d");
    const light = pen.createLinearGradient(0, 0, 900, 300);
    light.addColorStop(0, "#b9b4a8");
    light.addColorStop(1, "#f7f5ee");
    pen.fillStyle = light;
    pen.fillRect(0, 0, 900, 900);
    pen.strokeStyle = "rgba(196, 24, 30, 0.9)";
    pen.lineWidth = 16;
    pen.beginPath();
    pen.arc(450, 450, 340, 0, 7);
    pen.stroke();
    pen.fillStyle = "rgba(196, 24, 30, 0.9)";
    pen.font = "bold 130px sans-serif";
    pen.textAlign = "center";
    pen.fillText("财务专用", 450, 500);
    return canvas.toDataURL("image/png").split(",")[1];
  });
  await page.close();
  return Buffer.from(data, "base64");
}
