/** Lines a dragged box up with the other boxes of its page. */
import { type DisplayRect, toDisplay } from "@/live/page-space";
import type { PageBox, PageRect } from "@/live/protocol";
import { fromDisplay } from "./box-geometry";

/** How near an edge or middle must come, as a fraction of the page. */
const NEAR = 0.006;

/** Where lines are drawn, in fractions of the page from its left and its top side. */
export interface Guides {
  readonly across?: number;
  readonly down?: number;
}

export interface Snapped {
  readonly rect: PageRect;
  readonly guides: Guides;
}

/** Moves a box onto the nearest edge or middle of another one, for each direction by itself. */
export function snapped(page: PageBox, rect: PageRect, others: readonly PageRect[]): Snapped {
  const shown = toDisplay(page, rect);
  const boxes = others.map((other) => toDisplay(page, other));
  const across = nearest(linesAcross(shown), boxes.flatMap(linesAcross));
  const down = nearest(linesDown(shown), boxes.flatMap(linesDown));
  if (!across && !down) return { rect, guides: {} };
  const left = shown.left + (across?.by ?? 0);
  const top = shown.top + (down?.by ?? 0);
  return {
    rect: fromDisplay(page, { ...shown, left, top }),
    guides: { ...(across && { across: across.at }), ...(down && { down: down.at }) },
  };
}

const linesAcross = ({ left, width }: DisplayRect) => [left, left + width / 2, left + width];
const linesDown = ({ top, height }: DisplayRect) => [top, top + height / 2, top + height];

/** The line of another box that needs the shortest move. */
function nearest(own: readonly number[], theirs: readonly number[]) {
  return own
    .flatMap((from) => theirs.map((at) => ({ at, by: at - from })))
    .filter(({ by }) => Math.abs(by) <= NEAR)
    .sort((one, other) => Math.abs(one.by) - Math.abs(other.by))[0];
}
