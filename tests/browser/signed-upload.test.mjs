/**
 * The editor's first card with a file that others have signed: its signatures are told, and its sender chooses what becomes
 * of them, at a desk and on a phone; the verify page tells the same of it. Needs pyHanko.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { acceptAgreements, apiOf } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PYHANKO = process.env.HUIQIAN_PYHANKO ?? here("../../target/tools/pyhanko/bin/pyhanko");
const SLOW = { timeout: 60_000 };

let hub;
let studio;
let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "huiqian-signed-"));
  const script = here("../validators/signed_samples.py");
  const contract = here("../../hub/assets/demo-contract.pdf");
  execFileSync(join(dirname(PYHANKO), "python3"), [script, contract, folder]);
  hub = await startHub();
  studio = await openStudio(hub.origin, "signed-upload");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("what others have signed is signed further, or imported as a copy", { timeout: 240_000 }, async () => {
  const desk = await studio.open("desk", { viewport: { ...DESK.viewport, height: 1400 } });
  const api = apiOf(desk.context, hub.origin);
  await api.post("/setup", { token: hub.setupToken, phone: "13900000000" });
  await acceptAgreements(api);
  const { id } = await api.post("/drafts");
  const { page } = desk;
  await page.goto(`/drafts/${id}`);
  const open = page.getByRole("button", { name: "开启会场" });
  await open.waitFor();
  const files = page.locator('input[type="file"]');
  await files.first().setInputFiles(join(folder, "p256-visible-two.pdf"));
  const further = page.getByRole("button", { name: "保留并继续签署" });
  await further.waitFor(SLOW);
  const list = page.getByRole("list", { name: "签名" });
  await eventually("two signatures", () => list.getByRole("listitem").count(), 2);
  await list.getByText("Other p256").first().waitFor();
  assert.equal(await list.getByText("完好").count(), 2);
  await page.getByText("选择如何处理 p256-visible-two.pdf 中已有的签名").waitFor();
  assert.ok(await open.isDisabled(), "nothing can be opened before the choice");
  await studio.shoot("to-choose", [desk]);

  const phone = await studio.open("phone", { ...PHONE, storageState: await desk.context.storageState() });
  await phone.page.goto(`/drafts/${id}`);
  await phone.page.getByRole("button", { name: "保留并继续签署" }).scrollIntoViewIfNeeded();
  await studio.shoot("to-choose", [phone]);

  await further.click();
  const change = page.getByRole("button", { name: "更改" });
  await change.waitFor(SLOW);
  await studio.shoot("further", [desk]);
  const { body } = await api.get(`/drafts/${id}`);
  assert.equal(body.document.clean, body.document.uploaded);
  await change.click();
  await page.getByRole("button", { name: "导入副本" }).click();
  await page.getByText("已导入为副本，不含原签名").waitFor(SLOW);

  await files.last().setInputFiles(join(folder, "certified-p1.pdf"));
  await page.getByText("其认证签名不允许任何改动。").waitFor(SLOW);
  assert.equal(await further.count(), 0, "what is locked is not offered to be signed further");
  await studio.shoot("locked", [desk]);
  await phone.page.reload();
  await phone.page.getByRole("button", { name: "导入副本" }).scrollIntoViewIfNeeded();
  await studio.shoot("locked", [phone]);

  // A certified file says where signatures will be seen, and offers its own empty field.
  const certified = await api.post("/drafts");
  await page.goto(`/drafts/${certified.id}`);
  await open.waitFor();
  await files.first().setInputFiles(join(folder, "certified-p2-waiting.pdf"));
  await further.waitFor(SLOW);
  await page.getByText("只有放在文件自带空签名域上的签名会显示在页面上").waitFor();
  await studio.shoot("certified", [desk]);
  await phone.page.goto(`/drafts/${certified.id}`);
  await phone.page.getByRole("button", { name: "保留并继续签署" }).scrollIntoViewIfNeeded();
  await studio.shoot("certified", [phone]);
  await further.click();
  await change.waitFor(SLOW);
  await page.getByText("文件里有 1 个没有填写的表单域").waitFor(SLOW);
  await page.getByRole("button", { name: "变成控件" }).click();
  await eventually(
    "a place on the file's own field",
    async () => {
      const stored = await api.get(`/drafts/${certified.id}`);
      return stored.body.fields.map(({ page: at, rect }) => [at, rect.x, rect.y, rect.w, rect.h].join());
    },
    ["1,300000,60000,160000,60000"],
  );
  await studio.shoot("certified-taken", [desk]);

  for (const { page, name } of [desk, phone]) {
    await page.goto("/verify");
    await page.locator('input[type="file"]').first().setInputFiles(join(folder, "p256-visible-two.pdf"));
    await page.getByText("完好，部分签名不受本平台信任").waitFor(SLOW);
    await page.getByText("Other p256").first().scrollIntoViewIfNeeded();
    await studio.shoot("verified", [desk, phone].filter((one) => one.name === name));
  }
  studio.assertNoComplaints();
});
