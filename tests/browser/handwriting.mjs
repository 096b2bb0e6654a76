/** Names as hands write them: strokes by their corners, in fractions of the signing box; a finger that follows them. */

const WANG = [
  [[0.08, 0.24], [0.16, 0.23], [0.27, 0.2]],
  [[0.1, 0.5], [0.17, 0.49], [0.25, 0.47]],
  [[0.18, 0.22], [0.18, 0.5], [0.175, 0.78]],
  [[0.05, 0.81], [0.16, 0.79], [0.31, 0.76]],
];
const DA = [
  [[0.38, 0.42], [0.48, 0.39], [0.6, 0.35]],
  [[0.5, 0.16], [0.49, 0.42], [0.45, 0.64], [0.36, 0.84]],
  [[0.49, 0.42], [0.55, 0.64], [0.64, 0.82]],
];
const SHAN = [
  [[0.81, 0.18], [0.81, 0.48], [0.81, 0.72]],
  [[0.7, 0.42], [0.705, 0.74], [0.8, 0.76], [0.93, 0.73]],
  [[0.93, 0.4], [0.935, 0.58], [0.93, 0.8]],
];
const JIANG = [
  [[0.14, 0.2], [0.18, 0.25], [0.2, 0.29]],
  [[0.1, 0.42], [0.14, 0.46], [0.17, 0.5]],
  [[0.1, 0.84], [0.15, 0.74], [0.2, 0.58]],
  [[0.27, 0.28], [0.35, 0.26], [0.45, 0.24]],
  [[0.36, 0.27], [0.36, 0.5], [0.355, 0.76]],
  [[0.23, 0.8], [0.36, 0.77], [0.5, 0.75]],
];
const WEN = [
  [[0.71, 0.12], [0.74, 0.18], [0.76, 0.23]],
  [[0.58, 0.36], [0.73, 0.33], [0.9, 0.3]],
  [[0.81, 0.34], [0.76, 0.56], [0.68, 0.74], [0.57, 0.86]],
  [[0.65, 0.42], [0.72, 0.6], [0.81, 0.74], [0.93, 0.85]],
];

export const NAMES = { 王大山: [...WANG, ...DA, ...SHAN], 江文: [...JIANG, ...WEN] };

/** Between two touches; browsers report a finger about so often. */
const EVERY_MS = 12;
const STEPS_PER_LEG = 6;

/** A finger on a signing pad that lies across an upright phone; it makes real touches, which become pointer events. */
export class Finger {
  /** @param session DevTools session of the page  @param box bounding box of the pad's paper on the screen */
  constructor(session, box) {
    this.session = session;
    this.box = box;
  }

  /** Draws a whole stroke. */
  async draw(corners) {
    await this.drawPart(corners);
    await this.lift();
  }

  /** Draws a stroke and leaves the finger on the glass. */
  async drawPart(corners) {
    const [first, ...others] = along(corners);
    await this.#touch("touchStart", [this.#onScreen(first)]);
    await this.moveAlong(others);
  }

  async moveAlong(places) {
    for (const place of places) {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      await this.#touch("touchMove", [this.#onScreen(place)]);
    }
  }

  async lift() {
    await this.#touch("touchEnd", []);
  }

  /** The pad is turned a quarter clockwise: its long side runs down the screen. */
  #onScreen([across, down]) {
    const { x, y, width, height } = this.box;
    return { x: x + width * (1 - down), y: y + height * across };
  }

  async #touch(type, touchPoints) {
    await this.session.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}

/** Places on the way from corner to corner, rounded off as a hand does. */
export function along(corners) {
  const places = [corners[0]];
  for (let index = 1; index < corners.length; index += 1) {
    const [from, to] = [corners[index - 1], corners[index]];
    for (let step = 1; step <= STEPS_PER_LEG; step += 1) {
      const share = (1 - Math.cos((Math.PI * step) / STEPS_PER_LEG)) / 2;
      places.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
    }
  }
  return places;
}
