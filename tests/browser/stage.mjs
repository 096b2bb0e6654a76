/** The projector, as the hall sees it. */
import { shownPage } from "./screens.mjs";

export class Stage {
  constructor(screen) {
    this.page = screen.page;
  }

  async enter(url) {
    await this.page.goto(url);
  }

  shownPage() {
    return shownPage(this.page);
  }

  words() {
    return this.page.getByRole("list", { name: "核对词" }).getByRole("listitem").allInnerTexts();
  }

  /** How many dark pixels the handwriting of a party has on the stage. */
  inkOf(name) {
    return inkPixels(this.page.getByRole("img", { name: `${name} 的手写签名` }).first());
  }

  async waitForSignedFrame() {
    await this.page.getByText("礼成").waitFor();
  }
}

/** Pixels with ink on a canvas. */
export function inkPixels(canvas) {
  return canvas.evaluate((element) => {
    const { data } = element.getContext("2d").getImageData(0, 0, element.width, element.height);
    let count = 0;
    for (let index = 3; index < data.length; index += 4) if (data[index] > 100) count += 1;
    return count;
  });
}
