/** Handwriting of people who do not exist: a few pen strokes per name, with a human pace. */
import { type InkPoint, NO_PRESSURE } from "@/ink/point";

/** Strokes of each name, as corners on a box of 300 × 100; the pen rounds them. */
const NAMES: readonly (readonly string[])[] = [
  [
    "50,26 84,22 112,23",
    "56,48 82,44 106,44",
    "82,22 81,50 79,76",
    "40,79 80,73 124,74",
    "178,14 176,27 178,34",
    "160,22 160,36 198,33 199,18",
    "156,46 153,70 146,86",
    "156,46 186,42 206,44 203,66 214,84 226,72",
    "170,54 182,66 194,80",
    "194,52 182,68 164,80",
  ],
  [
    "44,30 82,26 124,24",
    "84,12 83,34 82,54",
    "82,28 64,44 44,54",
    "86,28 102,42 124,50",
    "60,56 90,54 104,54 84,64",
    "84,62 88,78 80,90 70,84",
    "46,74 82,70 126,68",
    "168,28 168,52 170,70",
    "168,30 190,26 192,48 188,68",
    "170,49 182,47 190,47",
    "170,69 182,67 190,66",
    "212,20 210,56 198,88",
    "212,22 242,18 242,60 240,86 230,80",
    "214,40 228,38 238,38",
    "213,58 228,56 238,56",
  ],
  [
    "30,78 52,28 62,18 70,50 76,80",
    "40,58 58,54 76,52",
    "84,72 90,52 96,60 98,74 108,54 114,62 116,74 128,58 136,72 146,56 154,70 162,74",
    "186,18 184,48 180,82",
    "214,24 196,48 186,54 204,68 222,82 250,70 274,64",
  ],
];

const STEPS = 14;

/** The strokes of one of the names, ready to be encoded. */
export function handwriting(which: number): readonly (readonly InkPoint[])[] {
  const name = NAMES[which % NAMES.length] ?? [];
  return name.map((stroke) => smooth(stroke.split(" ").map(corner)));
}

type Corner = readonly [number, number];

function corner(text: string): Corner {
  const [x = 0, y = 0] = text.split(",").map(Number);
  return [x, y];
}

function smooth(corners: readonly Corner[]): readonly InkPoint[] {
  const points: InkPoint[] = [];
  const at = (index: number): Corner => corners[Math.max(0, Math.min(corners.length - 1, index))] ?? [0, 0];
  for (let leg = 0; leg < corners.length - 1; leg++) {
    for (let step = leg === 0 ? 0 : 1; step <= STEPS; step++) {
      const f = step / STEPS;
      const x = spline(at(leg - 1)[0], at(leg)[0], at(leg + 1)[0], at(leg + 2)[0], f);
      const y = spline(at(leg - 1)[1], at(leg)[1], at(leg + 1)[1], at(leg + 2)[1], f);
      points.push({
        x: Math.round((x / 300) * 65_535),
        y: Math.round((y / 100) * 65_535),
        t: points.length * 110,
        w: NO_PRESSURE,
      });
    }
  }
  return points;
}

/** Catmull–Rom between b and c. */
function spline(a: number, b: number, c: number, d: number, f: number): number {
  const f2 = f * f;
  const f3 = f2 * f;
  return 0.5 * (2 * b + (c - a) * f + (2 * a - 5 * b + 4 * c - d) * f2 + (3 * b - a - 3 * c + d) * f3);
}
