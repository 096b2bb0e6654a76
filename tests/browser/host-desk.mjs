/** The host at the page `/host/{contract}`: what a host reads there and clicks there. */
import { shownPage } from "./screens.mjs";

export class HostDesk {
  constructor(screen) {
    this.screen = screen;
    this.page = screen.page;
  }

  async enter(contract) {
    await this.page.goto(`/host/${contract}`);
    await this.page.getByText("已连接").waitFor();
    await this.button("开场").waitFor();
  }

  /** The link behind a button with a QR code; `look` is called while it is open. */
  async link(name, look) {
    await this.button(name).click();
    const dialog = this.page.getByRole("dialog");
    const code = dialog.getByRole("img", { name: "http" });
    await code.waitFor();
    await look?.();
    const url = await code.getAttribute("alt");
    // While it is still opening, a click on it is lost.
    await dialog.evaluate((modal) => Promise.all(modal.getAnimations({ subtree: true }).map(({ finished }) => finished)));
    await dialog.locator(".ant-modal-close").click();
    await dialog.waitFor({ state: "hidden" });
    return url;
  }

  partyLink(name, look) {
    return this.link(`入场码 ${name}`, look);
  }

  async admitAll() {
    await this.page.getByRole("button", { name: "全部准许入场" }).click();
  }

  async openCeremony() {
    await this.button("开场").click();
  }

  async startReading() {
    await this.button("开始阅读").click();
  }

  async startSigning() {
    await this.button("进入签署").click();
  }

  async nextPage() {
    await this.button("下一页").click();
  }

  async previousPage() {
    await this.button("上一页").click();
  }

  async end() {
    await this.button("结束会场").click();
    await this.page.locator(".ant-popconfirm-buttons .ant-btn-primary").click();
  }

  shownPage() {
    return shownPage(this.page);
  }

  /** The check words, to be read aloud. */
  async words() {
    const text = await this.page.getByText("请念出核对词").locator("xpath=following-sibling::p[1]").innerText();
    return text.split("·").map((word) => word.trim());
  }

  /** A button by its words; an icon beside them has a word of its own. */
  button(name) {
    return this.page.getByRole("button", { name: new RegExp(`(^|\\s)${name}(\\s|$)`) });
  }
}
