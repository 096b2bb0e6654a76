/** Where a new control stands: the first room among the others, looked for where the page is in view. */
import { type DisplayRect, toDisplay } from "@/live/page-space";
import type { PageBox, PageRect } from "@/live/protocol";
import { fromDisplay, type Size, shownSize } from "./box-geometry";

/** What a window shows of a page, in fractions of its height from its top. */
export interface View {
  readonly top: number;
  readonly bottom: number;
}

/** Left empty at the sides of the page. */
const MARGIN = 0.08;
/** Kept free around a control; above it stands the tag of its owner. */
const APART = { across: 0.015, down: 0.035 };
const STEP = { across: 0.02, down: 0.01 };
/** How far controls stand from one another on a page that has no room left. */
const CASCADE = 0.02;

/** @param size of the control in 1/1000 pt */
export function freeSpot(page: PageBox, size: Size, taken: readonly PageRect[], view: View): PageRect {
  const { width, height } = shownSize(page, size);
  const boxes = taken.map((rect) => toDisplay(page, rect));
  const lowest = 1 - APART.down - height;
  const inView = rows(Math.max(APART.down, view.top + APART.down), Math.min(lowest, view.bottom - height));
  const elsewhere = rows(APART.down, lowest);
  const below = elsewhere.filter((top) => top >= view.top);
  const above = elsewhere.filter((top) => top < view.top).reverse();
  for (const top of [...inView, ...below, ...above]) {
    for (let left = MARGIN; left + width <= 1 - MARGIN; left += STEP.across) {
      const spot = { left, top, width, height };
      if (boxes.every((box) => isApart(spot, box))) return fromDisplay(page, spot);
    }
  }
  const shift = CASCADE * (taken.length % 10);
  return fromDisplay(page, { left: MARGIN + shift, top: view.top + APART.down + shift, width, height });
}

/** What the window shows of `sheet`. */
export function viewOf(sheet: HTMLElement): View {
  const { top, height } = sheet.getBoundingClientRect();
  const fraction = (y: number) => Math.min(1, Math.max(0, (y - top) / height));
  return { top: fraction(0), bottom: fraction(window.innerHeight) };
}

function rows(from: number, to: number): readonly number[] {
  const count = Math.max(0, Math.floor((to - from) / STEP.down) + 1);
  return Array.from({ length: count }, (_, index) => from + index * STEP.down);
}

function isApart(one: DisplayRect, other: DisplayRect): boolean {
  return (
    one.left >= other.left + other.width + APART.across ||
    other.left >= one.left + one.width + APART.across ||
    one.top >= other.top + other.height + APART.down ||
    other.top >= one.top + one.height + APART.down
  );
}
