/** An ordinary contract on a phone of 360 × 780: filled in, read, signed; and how else it can go. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FakeGuest } from "@/fake-hub/fake-answers";
import { FakeHub } from "@/fake-hub/fake-hub";
import { Studio, type Visit } from "./studio";

let studio: Studio;
beforeAll(async () => {
  studio = await Studio.open(process.env.SCREENS_DIR ?? "screens");
});
afterAll(() => studio.close());

const guest: FakeGuest = { role: "party", party: 2, verified: true };
const phone: Visit = { path: "/s", guest, width: 360, height: 780 };

function sent(): FakeHub {
  const hub = FakeHub.routine();
  hub.checkIn(1);
  hub.checkIn(2);
  return hub;
}

it("is filled in, then waits, is read and signed", async () => {
  const hub = sent();
  const { page, complaints } = await studio.visit(hub, phone);
  await page.getByText("已填 0 / 5 项").waitFor();
  await page.waitForTimeout(400);
  await studio.shoot(page, "routine-01-fill");
  await page.getByLabel("合同金额", { exact: true }).fill("12000");
  await page.getByRole("button", { name: "下一项 · 交付日期" }).click();
  await page.getByLabel("交付日期", { exact: true }).fill("2026-12-24");
  await page.getByText("分期支付").click();
  await page.getByLabel("品名 第 1 行").fill("展位 A12");
  await page.waitForTimeout(300);
  await studio.shoot(page, "routine-02-filled");
  await page.reload();
  await page.getByText("已填 4 / 5 项").waitFor();
  await page.getByRole("button", { name: "提交填写" }).click();
  await page.getByText("正在生成待签署的合同").waitFor();
  expect(hub.view.values?.find(({ no }) => no === 4)?.value).toBe("12000");
  hub.prepare();
  await page.getByText("等待 王岚 先签署").waitFor();
  await studio.shoot(page, "routine-03-others-first");
  hub.commit(1);
  await page.getByRole("button", { name: "同意", exact: true }).click();
  await page.getByRole("button", { name: "读完了，去签署" }).waitFor();
  await page.waitForTimeout(300);
  await studio.shoot(page, "routine-04-read");
  await page.getByRole("button", { name: "转交同事" }).click();
  await page.waitForTimeout(300);
  await studio.shoot(page, "routine-05-transfer");
  await page.getByRole("button", { name: "返回" }).click();
  await page.getByRole("button", { name: "读完了，去签署" }).click();
  await page.getByRole("button", { name: "开始签名" }).waitFor();
  await page.waitForTimeout(300);
  await studio.shoot(page, "routine-06-sign");
  expect(complaints).toEqual([]);
});

it("says how it ended without a contract", async () => {
  for (const [name, kind, body, title] of [
    ["revoked", "hub.revoked.v1", { reason: "金额需要重新商定" }, "合同已失效"],
    ["expired", "hub.expired.v1", {}, "合同已过期"],
  ] as const) {
    const hub = sent();
    const { page } = await studio.visit(hub, phone);
    await page.getByText("已填 0 / 5 项").waitFor();
    hub.append(kind, body);
    await page.getByText(title).waitFor();
    await studio.shoot(page, `routine-07-${name}`);
  }
});
