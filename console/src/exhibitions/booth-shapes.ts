/** Where booths stand on the picture of a hall: as drawn, and otherwise in blocks of two rows back to back. */
import type { Booth } from "@/api/exhibitions";

/** Width of the picture; outlines are in these units, too. */
export const PLAN_WIDTH = 10_000;

const BLOCK = 10;
const SIDE = 860;
const GAP = 90;
const AISLE = 420;
const MARGIN = 300;

interface BoothShape {
  readonly booth: Booth;
  readonly corners: readonly (readonly [number, number])[];
  /** Where its label stands. */
  readonly middle: readonly [number, number];
  /** Of the box around it. */
  readonly width: number;
}

export interface Plan {
  readonly shapes: readonly BoothShape[];
  readonly height: number;
}

/** The booths of one hall; `ratio` is its plan's height by its width. Those without an outline stand below the drawn ones, in the order of their labels. */
export function planOf(booths: readonly Booth[], ratio = 1): Plan {
  const drawn = booths.filter(({ plan }) => plan.outline.length > 0);
  const others = booths
    .filter(({ plan }) => plan.outline.length === 0)
    .sort((a, b) => a.plan.label.localeCompare(b.plan.label, "en", { numeric: true }));
  const below = drawn.length > 0 ? PLAN_WIDTH * ratio : 0;
  const shapes = [
    ...drawn.map((booth) =>
      shapeOf(
        booth,
        booth.plan.outline.map(([x, y]) => [x, y * ratio] as const),
      ),
    ),
    ...others.map((booth, at) => shapeOf(booth, squareAt(at, below))),
  ];
  const rows = Math.ceil(others.length / BLOCK);
  return { shapes, height: others.length > 0 ? below + heightOf(rows) : below };
}

function heightOf(rows: number): number {
  return topOf(rows - 1) + SIDE + MARGIN;
}

/** Two rows share a wall, then comes an aisle. */
function topOf(row: number): number {
  const aisles = Math.floor(row / 2);
  return MARGIN + row * (SIDE + GAP) + aisles * (AISLE - GAP);
}

function squareAt(at: number, below: number): [number, number][] {
  const left = MARGIN + (at % BLOCK) * (SIDE + GAP);
  const top = below + topOf(Math.floor(at / BLOCK));
  return [
    [left, top],
    [left + SIDE, top],
    [left + SIDE, top + SIDE],
    [left, top + SIDE],
  ];
}

function shapeOf(booth: Booth, corners: BoothShape["corners"]): BoothShape {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  return {
    booth,
    corners,
    middle: [(left + right) / 2, (Math.min(...ys) + Math.max(...ys)) / 2],
    width: right - left,
  };
}
