/**
 * Filing contracts in a real browser: types and folders put in order, several contracts filed at once, filters, and
 * dead contracts cleaned away, by somebody who manages contracts and by somebody who does not.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chooseEntry } from "./choose-entry.mjs";
import { acceptAgreements, apiOf, draftFor, prepareDraft } from "./contract.mjs";
import { startHub } from "./hub-process.mjs";
import { DESK, eventually, openStudio, PHONE } from "./screens.mjs";

const NEXT_YEAR = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);

let hub;
let studio;
before(async () => {
  hub = await startHub();
  studio = await openStudio(hub.origin, "filing");
});
after(async () => {
  await studio?.close();
  await hub?.stop();
});

/** Revokes a contract as its page does, over the live socket. */
function revoke(page, contract) {
  return page.evaluate(
    (id) =>
      new Promise((resolve, reject) => {
        const scheme = location.protocol === "https:" ? "wss:" : "ws:";
        const socket = new WebSocket(`${scheme}//${location.host}/api/v1/contracts/${id}/live`, "huiqian.v1");
        const say = (message) => socket.send(JSON.stringify(message));
        const command = () => {
          const tail = crypto.randomUUID().slice(14);
          const time = Date.now().toString(16).padStart(12, "0");
          const uuid = `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(1)}`;
          say({ type: "command", id: uuid, name: "revoke", body: { reason: "不再需要了" } });
        };
        socket.onopen = () => say({ type: "hello", last_seq: 0, lang: "zh" });
        socket.onerror = () => reject(new Error("no socket"));
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(data);
          if (message.type === "welcome") command();
          if (message.type === "ack") resolve(socket.close());
          if (message.type === "refused") {
            if (message.code === "wrong_phase") setTimeout(command, 200);
            else reject(new Error(`${message.code} ${message.message}`));
          }
        };
      }),
    contract,
  );
}

test("contracts are filed, found, and cleaned away", { timeout: 300_000 }, async (t) => {
  const desk = await studio.open("desk", DESK);
  const phone = await studio.open("phone", PHONE);
  const colleague = await studio.open("colleague", DESK);
  const api = apiOf(desk.context, hub.origin);
  await prepareDraft(api, hub.setupToken);
  await phone.context.addCookies(await desk.context.cookies());
  const { page } = desk;
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  let organisation;
  let own;

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
  /** The newest six-digit code, of those that the operator sees in the outbox. */
  const codeSentTo = async (phone) => {
    const digits = /(?<!\d)\d{6}(?!\d)/;
    const words = ({ text }) => text.replace(/https?:\S+/g, "");
    const sent = (await api.get("/outbox")).find((each) => each.to_phone === phone && digits.test(words(each)));
    return digits.exec(words(sent))[0];
  };
  const send = async (of, title) => {
    const draft = await draftFor(of, organisation);
    const { version, body } = await of.get(`/drafts/${draft}`);
    const policy = { ...body.policy, course: "routine" };
    await of.put(`/drafts/${draft}`, { version, body: { ...body, title, policy, deadline: NEXT_YEAR } });
    return (await of.post(`/drafts/${draft}/open`)).contract;
  };

  await step("a company with somebody who only sends", async () => {
    const licence = {
      name: "青屿新能源科技有限公司",
      credit_code: "91350100M000100Y43",
      legal_representative: "林望舒",
      registrant_name: "林望舒",
      is_legal_representative: true,
    };
    ({ organisation } = await api.post("/organisations", licence));
    await api.post(`/organisations/${organisation}/approve`);
    await api.put("/me/organisation", { organisation });
    await api.post(`/organisations/${organisation}/members`, [
      { name: "陈以南", phone: "13700300001", departments: [], roles: [3] },
    ]);
    own = apiOf(colleague.context, hub.origin);
    await own.post("/sign-in/code", { phone: "13700300001" });
    await own.post("/sign-in", { phone: "13700300001", code: await codeSentTo("13700300001") });
    await acceptAgreements(own);
    await own.post(`/organisations/${organisation}/join`);
    await own.put("/me/organisation", { organisation });
  });

  await step("types and folders are made and put in order", async () => {
    await page.goto("/filing");
    await page.getByText("还没有合同类型", { exact: false }).waitFor();
    await studio.shoot("empty", [desk]);
    for (const name of ["人事合同", "采购合同"]) {
      await page.getByRole("button", { name: "新增类型" }).first().click();
      const dialog = page.getByRole("dialog", { name: "新增类型" });
      await dialog.getByLabel("类型名称").fill(name);
      if (name === "采购合同") {
        await dialog.getByRole("checkbox", { name: "默认类型" }).check();
        await dialog.getByRole("switch", { name: "自动编号" }).click();
        await dialog.getByLabel("前缀").fill("CG");
        await studio.shoot("type", [desk]);
      }
      await dialog.getByRole("button", { name: /保\s?存/ }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByText(name, { exact: true }).waitFor();
    }
    const order = async () => (await api.get(`/filing?organisation=${organisation}`)).types.map(({ name }) => name);
    await press("上移 采购合同");
    await eventually("the order by a button", order, ["采购合同", "人事合同"]);
    const row = (name) => page.getByRole("listitem").filter({ hasText: name });
    await row("人事合同").dragTo(row("采购合同"));
    await eventually("the order by dragging", order, ["人事合同", "采购合同"]);
    await page.getByRole("button", { name: "新建文件夹" }).first().click();
    const dialog = page.getByRole("dialog", { name: "新建文件夹" });
    await dialog.getByLabel("文件夹名称").fill("2026 年");
    await dialog.getByRole("button", { name: /保\s?存/ }).click();
    await page.getByRole("link", { name: "2026 年" }).waitFor();
    await phone.page.goto("/filing");
    await phone.page.getByText("采购合同", { exact: true }).waitFor();
    await studio.shoot("filing", [desk, phone]);
  });

  await step("contracts are filed several at once, and found", async () => {
    await send(api, "钢材采购合同");
    await send(api, "王小明劳动合同");
    await page.goto("/ceremonies");
    await page.getByText(/CG-\d{6}-0002/).waitFor();
    await page.getByRole("checkbox", { name: "选择 王小明劳动合同" }).check();
    await press("设置合同类型");
    await page.getByRole("menuitem", { name: "人事合同" }).click();
    await page.getByText("已更新 1 份合同").waitFor();
    await page.getByRole("checkbox", { name: "选择 钢材采购合同" }).check();
    await press("移动到文件夹");
    await page.getByRole("menuitem", { name: "2026 年" }).click();
    await page.getByText("文件夹：2026 年").waitFor();
    const titles = () => page.getByRole("link", { name: /合同$/ }).allTextContents();
    const search = page.getByRole("searchbox", { name: "搜索标题、姓名、单位或编号" });
    await search.fill("劳动");
    await search.press("Enter");
    await eventually("the search", titles, ["王小明劳动合同"]);
    await press("清除筛选");
    await chooseEntry(page, page.getByRole("combobox", { name: "文件夹" }), "2026 年");
    await eventually("the folder", titles, ["钢材采购合同"]);
    await press("更多筛选");
    await page.getByLabel("发起日期 从").fill("2099-01-01");
    await page.getByText("没有符合条件的合同。").waitFor();
    await phone.page.goto(page.url().slice(hub.origin.length));
    await phone.page.getByText("没有符合条件的合同。").waitFor();
    await studio.shoot("nothing-found", [desk, phone]);
    await page.getByRole("button", { name: "清除筛选" }).last().click();
    await eventually("all of them", async () => (await titles()).length, 2);
    await phone.page.goto("/ceremonies");
    await phone.page.getByRole("checkbox", { name: "选择 钢材采购合同" }).check();
    await studio.shoot("list", [desk, phone]);
  });

  await step("several are reminded and downloaded at once", async () => {
    await page.goto("/ceremonies");
    for (const title of ["钢材采购合同", "王小明劳动合同"]) {
      await page.getByRole("checkbox", { name: `选择 ${title}` }).check();
    }
    await press("提醒");
    await page.getByText("已提醒 2 份合同的待办方").waitFor();
    await page.getByRole("button", { name: "下载" }).click();
    const dialog = page.getByRole("dialog", { name: "下载 2 份合同" });
    await dialog.getByRole("checkbox", { name: "同时下载存证包" }).check();
    await dialog.getByRole("button", { name: "开始打包" }).click();
    await dialog.getByText("已打包好", { exact: false }).waitFor();
    await studio.shoot("download", [desk]);
    const saving = page.waitForEvent("download");
    await dialog.getByRole("link", { name: "保存 ZIP" }).click();
    assert.equal((await saving).suggestedFilename(), "contracts.zip");
  });

  await step("whoever does not manage contracts cleans up for himself alone", async () => {
    await colleague.page.goto("/ceremonies");
    const dead = [];
    for (let n = 1; n <= 12; n += 1) dead.push(await send(own, `作废的合同 ${n}`));
    await own.post("/me/step-up/code");
    await own.post("/me/step-up", { code: await codeSentTo("13700300001") });
    for (const contract of dead) await revoke(colleague.page, contract);
    const { page: other } = colleague;
    await other.goto("/ceremonies/clean-up");
    await other.getByText("清理后只有您自己无法再查看", { exact: false }).first().waitFor();
    await chooseEntry(other, other.getByRole("combobox", { name: "每页份数" }), "每页 10 份");
    await other.getByRole("button", { name: "立即清理（10）" }).waitFor();
    await other.getByRole("checkbox", { name: "已过期" }).waitFor();
    await other.getByRole("button", { name: "立即清理（10）" }).click();
    await studio.shoot("second-question", [colleague]);
    await other.getByRole("button", { name: "确认清理" }).click();
    await other.getByText("清理成功：10 份").waitFor();
    // The next page is there, and chosen.
    await other.getByRole("button", { name: "立即清理（2）" }).waitFor();
    await other.getByRole("checkbox", { name: "已撤销" }).uncheck();
    await other.getByText("没有可以清理的失效合同。").waitFor();
    await other.getByRole("checkbox", { name: "已撤销" }).check();
    await other.getByRole("button", { name: "立即清理（2）" }).waitFor();
  });

  await step("whoever manages contracts cleans up for everybody", async () => {
    await page.goto("/ceremonies/clean-up");
    await page.getByRole("button", { name: "立即清理（12）" }).waitFor();
    await phone.page.goto("/ceremonies/clean-up");
    await phone.page.getByRole("button", { name: "立即清理（12）" }).waitFor();
    await studio.shoot("clean-up", [desk, phone]);
    await press("立即清理（12）");
    await page.getByRole("dialog").getByText("本企业的所有人都无法再查看", { exact: false }).waitFor();
    await press("确认清理");
    await page.getByText("清理成功：12 份").waitFor();
    await page.getByText("没有可以清理的失效合同。").waitFor();
    const left = await own.get(`/contracts?which=dead&organisation=${organisation}`);
    assert.deepEqual(left, []);
  });
  studio.assertNoComplaints();
});
