/** The signing page at each step, on a phone of 360 × 780. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FakeGuest } from "@/fake-hub/fake-answers";
import { FakeHub } from "@/fake-hub/fake-hub";
import { Studio, type Visit } from "./studio";

const OUT = process.env.SCREENS_DIR ?? "screens";
let studio: Studio;
beforeAll(async () => {
  studio = await Studio.open(OUT);
});
afterAll(() => studio.close());

function phone(guest: FakeGuest, more: Partial<Visit> = {}): Visit {
  return { path: "/s", guest, width: 360, height: 780, ...more };
}
const party = (verified: boolean): FakeGuest => ({ role: "party", party: 2, verified });

it("goes from the link to the signed contract", async () => {
  const hub = new FakeHub();
  hub.prepare();
  hub.checkIn(1);
  const { page, complaints } = await studio.visit(hub, phone(party(false)));
  await page.getByText("开始", { exact: true }).waitFor();
  await studio.shoot(page, "phone-01-invitation");
  await page.getByText("开始", { exact: true }).click();
  await page.getByRole("checkbox").check();
  await studio.shoot(page, "phone-02-agreements");
  await page.getByText("用户协议").click();
  await page.waitForTimeout(300);
  await studio.shoot(page, "phone-03-agreement-text");
  await page.getByText("读完了").click();
  await page.getByText("同意并继续").click();
  await page.getByText("验证码已发送").waitFor();
  await page.getByLabel("6 位验证码").fill("1234");
  await studio.shoot(page, "phone-04-code");
  await page.getByLabel("6 位验证码").fill("123456");
  await page.getByRole("alert").filter({ hasText: "不对" }).waitFor();
  await studio.shoot(page, "phone-05-code-wrong");
  hub.append("hub.party_verified.v1", { party: 2, method: "phone_code", device_key: "a2V5" });
  await page.getByLabel("6 位验证码").fill("246810");
  await page.getByText("您已到场").waitFor();
  hub.append("hub.party_present.v1", { party: 2 });
  await page.waitForTimeout(200);
  await studio.shoot(page, "phone-06-waiting");
  hub.append("hub.party_admitted.v1", { party: 1 });
  hub.append("hub.party_admitted.v1", { party: 2 });
  hub.append("hub.phase_entered.v1", { phase: "reading" });
  await page.getByText("正在跟随主持人").waitFor();
  await page.waitForTimeout(300);
  await studio.shoot(page, "phone-07-reading");
  await page.getByRole("button", { name: "下一页" }).click();
  await page.waitForTimeout(200);
  await studio.shoot(page, "phone-08-looking-freely");
  await page.getByRole("button", { name: "拒绝签署" }).click();
  await page.waitForTimeout(300);
  await studio.shoot(page, "phone-09-refuse");
  await page.getByRole("button", { name: "返回" }).click();
  hub.append("hub.paused.v1", { reason: "茶歇十分钟" });
  await page.getByText("签约已暂停").waitFor();
  await studio.shoot(page, "phone-10-paused");
  hub.append("hub.resumed.v1", {});
  hub.startSigning();
  await page.getByRole("button", { name: "同意", exact: true }).waitFor();
  await page.waitForTimeout(300);
  await studio.shoot(page, "phone-11-consent-ink");
  await page.getByRole("button", { name: "同意", exact: true }).click();
  await page.getByText("不同意录制", { exact: true }).waitFor();
  await page.waitForTimeout(300);
  await studio.shoot(page, "phone-12-consent-recording");
  await page.getByRole("button", { name: "同意", exact: true }).click();
  await page.getByRole("button", { name: "开始签名" }).waitFor();
  await page.waitForTimeout(200);
  await studio.shoot(page, "phone-13-sign-here");
  await page.getByRole("button", { name: "开始签名" }).click();
  await studio.shoot(page, "phone-14-pad-empty");
  await writeName(page);
  await page.waitForTimeout(200);
  await studio.shoot(page, "phone-15-pad-written");
  await page.getByRole("button", { name: "写好了" }).click();
  await page.getByRole("button", { name: "按住确认签署" }).waitFor();
  await studio.shoot(page, "phone-16-confirm");
  await hold(page);
  await page.getByRole("heading", { name: "您已签署" }).waitFor();
  hub.draw(1, 6);
  await page.waitForTimeout(300);
  await studio.shoot(page, "phone-17-committed");
  hub.draw(1);
  hub.commit(1);
  hub.sign(1);
  await page.getByText("正在密封合同").waitFor();
  await studio.shoot(page, "phone-18-sealing");
  hub.sign(2);
  hub.seal();
  await page.getByText("下载合同 PDF").waitFor();
  await page.waitForTimeout(200);
  await studio.shoot(page, "phone-19-done");
  await page.getByText("打开验证页").scrollIntoViewIfNeeded();
  await studio.shoot(page, "phone-20-done-below");
  expect(complaints.filter((line) => !line.includes("400"))).toEqual([]);
}, 60_000);

it("keeps calm when things go wrong", async () => {
  const open = async (prepare: (hub: FakeHub) => void, more: Partial<Visit> = {}) => {
    const hub = new FakeHub();
    hub.prepare();
    hub.checkIn(1);
    hub.checkIn(2);
    hub.append("hub.party_admitted.v1", { party: 2 });
    prepare(hub);
    return { hub, ...(await studio.visit(hub, phone(party(true), more))) };
  };
  const read = (hub: FakeHub) => hub.append("hub.phase_entered.v1", { phase: "reading" });

  const removed = await open(read);
  await removed.page.getByText("正在跟随主持人").waitFor();
  removed.hub.append("hub.party_removed.v1", { party: 2, reason: "请先与法务确认" });
  await removed.page.getByText("主持人请您暂时离开").waitFor();
  await studio.shoot(removed.page, "phone-30-removed");

  const off = await open(read);
  await off.page.getByText("正在跟随主持人").waitFor();
  off.hub.append("hub.called_off.v1", { reason: "条款需要重新商定" });
  await off.page.getByText("本次签约已取消").waitFor();
  await studio.shoot(off.page, "phone-31-called-off");

  const other = await open(read);
  await other.page.getByText("正在跟随主持人").waitFor();
  other.hub.drop(4009);
  await other.page.getByText("已在另一台设备上打开").waitFor();
  await studio.shoot(other.page, "phone-32-other-device");

  const refused = await open(read);
  await refused.page.getByRole("button", { name: "拒绝签署" }).click();
  await refused.page.getByLabel("原因").fill("付款条款与会谈不一致");
  await refused.page.getByRole("button", { name: "确认拒绝" }).click();
  await refused.page.getByText("您已拒绝签署").waitFor();
  await studio.shoot(refused.page, "phone-35-refused");

  const ended = await studio.visit(new FakeHub(), phone({ ...party(false), isLinkEnded: true }));
  await ended.page.getByText("这个链接不能用了").waitFor();
  await studio.shoot(ended.page, "phone-36-link-ended");

  const insecure = await studio.visit(new FakeHub(), phone(party(false), { isInsecure: true }));
  await insecure.page.getByText("如何信任证书").waitFor();
  await studio.shoot(insecure.page, "phone-37-insecure");

  const offline = await open(read);
  await offline.page.getByText("正在跟随主持人").waitFor();
  offline.hub.isDown = true;
  offline.hub.drop(1012);
  await offline.page.getByText("网络断开，正在重新连接").waitFor();
  await studio.shoot(offline.page, "phone-38-reconnecting");
  offline.hub.isDown = false;
  offline.hub.append("hub.page_turned.v1", { page: 3, image: offline.hub.view.images[2]?.image ?? "" });
  await offline.page.getByText("第 3 / 3 页").first().waitFor();

  const english = await open(read, { language: "en" });
  await english.page.getByText("Following the host").waitFor();
  await english.page.waitForTimeout(300);
  await studio.shoot(english.page, "phone-33-english");

  const wechat = await open(
    (hub) => {
      hub.startSigning();
      hub.draw(1);
      hub.draw(2);
      hub.commit(1);
      hub.commit(2);
      hub.seal();
    },
    { userAgent: "Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0" },
  );
  await wechat.page.getByText("下载合同 PDF").click();
  await wechat.page.getByText("请在浏览器打开后下载").waitFor();
  await wechat.page.waitForTimeout(300);
  await studio.shoot(wechat.page, "phone-34-wechat");
}, 60_000);

type Page = Awaited<ReturnType<Studio["visit"]>>["page"];

/** Writes two characters on the turned pad, as a finger would. */
async function writeName(page: Page): Promise<void> {
  const box = await page.locator("canvas").last().boundingBox();
  if (!box) throw new Error("the pad is not there");
  const strokes = [
    [
      [0.16, 0.3],
      [0.28, 0.27],
      [0.4, 0.25],
    ],
    [
      [0.28, 0.12],
      [0.275, 0.34],
      [0.27, 0.56],
    ],
    [
      [0.27, 0.3],
      [0.21, 0.45],
      [0.15, 0.55],
    ],
    [
      [0.29, 0.3],
      [0.35, 0.43],
      [0.42, 0.5],
    ],
    [
      [0.2, 0.6],
      [0.34, 0.57],
      [0.28, 0.68],
      [0.29, 0.86],
      [0.24, 0.9],
    ],
    [
      [0.15, 0.76],
      [0.28, 0.72],
      [0.42, 0.7],
    ],
    [
      [0.56, 0.3],
      [0.56, 0.5],
      [0.565, 0.7],
      [0.63, 0.66],
      [0.64, 0.28],
      [0.57, 0.3],
    ],
    [
      [0.565, 0.5],
      [0.6, 0.48],
      [0.63, 0.47],
    ],
    [
      [0.72, 0.2],
      [0.71, 0.56],
      [0.67, 0.88],
    ],
    [
      [0.72, 0.22],
      [0.82, 0.18],
      [0.82, 0.6],
      [0.81, 0.88],
      [0.78, 0.82],
    ],
    [
      [0.725, 0.4],
      [0.77, 0.38],
      [0.81, 0.38],
    ],
    [
      [0.72, 0.58],
      [0.77, 0.56],
      [0.81, 0.56],
    ],
  ] as const;
  for (const stroke of strokes) {
    // The pad lies on its side: its x runs down the screen, its y to the left.
    const place = ([x, y]: readonly [number, number]) =>
      [box.x + box.width * (1 - y), box.y + box.height * x] as const;
    const [first, ...rest] = stroke;
    await page.mouse.move(...place(first));
    await page.mouse.down();
    for (const corner of rest) await page.mouse.move(...place(corner), { steps: 8 });
    await page.mouse.up();
  }
}

async function hold(page: Page): Promise<void> {
  const box = await page.getByRole("button", { name: "按住确认签署" }).boundingBox();
  if (!box) throw new Error("the button is not there");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(1400);
  await page.mouse.up();
}
