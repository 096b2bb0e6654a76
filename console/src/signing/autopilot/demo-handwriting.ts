/** How the two people of the demonstration write their names: pen strokes on a box of 300 × 100. */

/** By the name that the demonstration's contract gives them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  林望舒: [
    "12,36 30,33 46,32",
    "30,14 31,50 30,86",
    "30,40 22,58 10,72",
    "31,42 40,54 46,60",
    "52,34 76,31 96,29",
    "73,12 74,50 73,88",
    "73,38 64,58 50,76",
    "74,38 84,58 98,74",
    "126,10 129,17",
    "108,24 128,22 146,21",
    "116,26 116,46 142,44",
    "158,12 158,34 152,50",
    "158,13 182,11 182,48 176,44",
    "160,25 180,24",
    "159,36 180,35",
    "114,58 150,56 186,55",
    "120,72 150,71 180,70",
    "150,57 149,88",
    "106,90 150,88 194,87",
    "228,10 218,24 206,34",
    "229,12 240,24 252,32",
    "216,38 244,36",
    "210,50 250,47",
    "230,38 230,62",
    "216,64 216,84",
    "216,64 244,63 243,82",
    "217,83 243,82",
    "258,18 284,16 270,32",
    "264,34 272,42",
    "256,50 290,46 282,58",
    "273,50 273,86 264,80",
  ],
  陈以南: [
    "16,14 34,13 24,32 36,42 30,56 22,54",
    "16,14 16,88",
    "44,26 70,24 92,23",
    "66,10 54,48 84,47",
    "74,36 74,86 66,80",
    "60,58 48,76",
    "84,58 94,74",
    "118,20 118,66 138,54",
    "134,24 144,36",
    "176,14 170,52 138,86",
    "168,58 194,84",
    "212,22 250,20 288,19",
    "249,8 249,34",
    "218,38 217,64 216,88",
    "218,38 284,36 284,86 276,82",
    "238,46 242,54",
    "262,45 257,54",
    "230,60 270,58",
    "228,72 272,71",
    "250,58 250,90",
  ],
};
const WIDTH = 300;
const HEIGHT = 100;

/** A place in the signing box, as fractions of it. */
export interface Place {
  readonly across: number;
  readonly down: number;
}

/** The strokes of a name as corners; people without handwriting of their own borrow the first. */
export function strokesOf(name: string): readonly (readonly Place[])[] {
  const strokes = NAMES[name] ?? Object.values(NAMES)[0] ?? [];
  return strokes.map((stroke) => stroke.split(" ").map(place));
}

/** The place at `progress` (0 to 1) along a stroke, rounded at its corners and slower at its ends. */
export function along(corners: readonly Place[], progress: number): Place {
  const eased = progress * progress * (3 - 2 * progress);
  const at = eased * (corners.length - 1);
  const index = Math.min(corners.length - 2, Math.floor(at));
  const from = corners[index] ?? { across: 0, down: 0 };
  const to = corners[index + 1] ?? from;
  const part = at - index;
  return {
    across: from.across + (to.across - from.across) * part,
    down: from.down + (to.down - from.down) * part,
  };
}

/** Length of a stroke in box widths. */
export function lengthOf(corners: readonly Place[]): number {
  let length = 0;
  for (let index = 1; index < corners.length; index++) {
    const [a, b] = [corners[index - 1], corners[index]];
    if (a && b) length += Math.hypot(b.across - a.across, ((b.down - a.down) * HEIGHT) / WIDTH);
  }
  return length;
}

function place(corner: string): Place {
  const [x = 0, y = 0] = corner.split(",").map(Number);
  return { across: x / WIDTH, down: y / HEIGHT };
}
