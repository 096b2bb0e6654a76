/** A party's phone: what the party reads and touches on the page `/s#token`. */
import { Finger } from "./handwriting.mjs";
import { shownPage } from "./screens.mjs";
import { inkPixels } from "./stage.mjs";

const HOLD_MS = 1_500;

export class Phone {
  constructor(screen, party) {
    this.screen = screen;
    this.page = screen.page;
    this.party = party;
  }

  async openLink(url) {
    await this.page.goto(url);
    await this.button("开始").waitFor();
  }

  async begin() {
    await this.button("开始").tap();
    await this.page.getByRole("checkbox").waitFor();
  }

  async readAgreement(title) {
    await this.page.getByRole("button", { name: title }).tap();
    await this.button("读完了").waitFor();
  }

  async acceptAgreements() {
    await this.button("读完了").tap();
    await this.page.getByRole("checkbox").tap();
    await this.button("同意并继续").tap();
    await this.page.getByText("验证码已发送至").waitFor();
  }

  async giveCode(code) {
    await this.page.getByLabel("6 位验证码").fill(code);
    await this.page.getByRole("heading", { name: "您已到场" }).waitFor();
  }

  shownPage() {
    return shownPage(this.page);
  }

  /** The check words on top of the screen. */
  async words() {
    const spoken = await this.page.getByText(/^核对词 /).first().textContent();
    return spoken.split(" ").slice(1);
  }

  async giveConsents() {
    for (let consent = 0; consent < 2; consent += 1) {
      const title = await this.page.getByRole("dialog").getByRole("heading").innerText();
      await this.button("同意").tap();
      await this.page.getByRole("dialog").getByRole("heading", { name: title, exact: true }).waitFor({ state: "hidden" });
    }
  }

  /** Opens the pad; a finger over its paper. */
  async takePen() {
    await this.button("开始签名").or(this.button("您的签署区")).first().tap();
    return this.findPen();
  }

  /** The finger that goes on drawing on an open pad. */
  async findPen() {
    const paper = this.pad.getByRole("img", { name: `${this.party.name} 的手写签名` });
    await paper.waitFor();
    const session = await this.screen.context.newCDPSession(this.page);
    return new Finger(session, await paper.boundingBox());
  }

  /** How many pixels of ink the open pad shows. */
  inkOnPad() {
    return inkPixels(this.pad.getByRole("img", { name: `${this.party.name} 的手写签名` }));
  }

  async waitUntilDelivered() {
    await this.pad.getByText("已送达").waitFor();
  }

  async finishDrawing() {
    await this.button("写好了").tap();
    await this.button("按住确认签署").waitFor();
  }

  /** Holds the button that cannot be taken back. */
  async commit(look) {
    const { x, y, width, height } = await this.button("按住确认签署").boundingBox();
    const session = await this.screen.context.newCDPSession(this.page);
    const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await this.page.waitForTimeout(HOLD_MS / 2);
    await look?.();
    await this.page.waitForTimeout(HOLD_MS);
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  /** An ordinary contract, once it is agreed to sign electronically: read, written by hand, and held. */
  async readAndSign(strokes) {
    await this.button("读完了，去签署").tap({ timeout: 60_000 });
    const finger = await this.takePen();
    for (const stroke of strokes) await finger.draw(stroke);
    await this.waitUntilDelivered();
    await this.finishDrawing();
    await this.commit();
    await this.page.getByRole("heading", { name: "合同已签署" }).waitFor({ timeout: 60_000 });
  }

  async waitUntilSigned() {
    await this.page.getByRole("heading", { name: "合同已签署" }).waitFor({ timeout: 30_000 });
  }

  /** The signed contract, fetched as its link on the page says, with this phone's session. */
  async download(label) {
    const href = await this.page.getByRole("link", { name: label }).getAttribute("href");
    const answer = await this.screen.context.request.get(href);
    if (!answer.ok()) throw new Error(`${href}: ${answer.status()} ${await answer.text()}`);
    return answer.body();
  }

  get pad() {
    return this.page.getByRole("dialog", { name: `请 ${this.party.name} 在框内签名` });
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }
}
