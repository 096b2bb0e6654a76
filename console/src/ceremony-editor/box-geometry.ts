/** Signing boxes between the upright image on the screen and the page space of the PDF. */
import { type DisplayRect, toDisplay } from "@/live/page-space";
import type { PageBox, PageRect } from "@/live/protocol";

/** Smallest box in 1/1000 pt; the hub takes 10 pt, a name needs more. */
const LEAST_WIDTH = 40_000;
const LEAST_HEIGHT = 18_000;
/** A new box in 1/1000 pt: 60 × 24 mm. */
const NEW_WIDTH = 170_000;
const NEW_HEIGHT = 68_000;

/** The displayed page's size in 1/1000 pt. */
function displaySize(page: PageBox): { readonly width: number; readonly height: number } {
  const { w, h } = page.visible;
  return page.rotate === 90 || page.rotate === 270 ? { width: h, height: w } : { width: w, height: h };
}

/** The inverse of `toDisplay`, in whole units and within the visible page. */
export function fromDisplay(page: PageBox, shown: DisplayRect): PageRect {
  const { visible } = page;
  const { left, top, width, height } = fitted(page, shown);
  const right = 1 - left - width;
  const bottom = 1 - top - height;
  // Fractions from the left and the bottom side of the unrotated page, then its width and height.
  const [x, y, w, h] = {
    0: [left, bottom, width, height],
    90: [top, left, height, width],
    180: [right, top, width, height],
    270: [bottom, right, height, width],
  }[page.rotate] ?? [left, bottom, width, height];
  const wide = Math.min(visible.w, Math.round((w ?? 0) * visible.w));
  const high = Math.min(visible.h, Math.round((h ?? 0) * visible.h));
  return {
    x: visible.x + Math.min(visible.w - wide, Math.max(0, Math.round((x ?? 0) * visible.w))),
    y: visible.y + Math.min(visible.h - high, Math.max(0, Math.round((y ?? 0) * visible.h))),
    w: wide,
    h: high,
  };
}

/** How far a box went, in fractions of the page as displayed. */
export function displayOffset(
  page: PageBox,
  from: PageRect,
  to: PageRect,
): { readonly across: number; readonly down: number } {
  const [before, after] = [toDisplay(page, from), toDisplay(page, to)];
  return { across: after.left - before.left, down: after.top - before.top };
}

/** Moves a box by fractions of the page. */
export function moved(page: PageBox, rect: PageRect, across: number, down: number): PageRect {
  const shown = toDisplay(page, rect);
  return fromDisplay(page, { ...shown, left: shown.left + across, top: shown.top + down });
}

/** Resizes a box at its lower right corner by fractions of the page. */
export function resized(page: PageBox, rect: PageRect, across: number, down: number): PageRect {
  const shown = toDisplay(page, rect);
  const { width, height } = displaySize(page);
  const wide = Math.max(LEAST_WIDTH / width, Math.min(1 - shown.left, shown.width + across));
  const high = Math.max(LEAST_HEIGHT / height, Math.min(1 - shown.top, shown.height + down));
  return fromDisplay(page, { ...shown, width: wide, height: high });
}

/** Where a party's new box first stands: low on the page, sides next to each other. */
export function newBox(page: PageBox, party: number, already: number): PageRect {
  const { width, height } = displaySize(page);
  const shown = {
    left: 0.1 + 0.44 * ((party - 1) % 2) + 0.03 * already,
    top: 0.74 - 0.13 * Math.floor((party - 1) / 2) + 0.03 * already,
    width: Math.min(0.42, NEW_WIDTH / width),
    height: Math.min(0.2, NEW_HEIGHT / height),
  };
  return fromDisplay(page, shown);
}

/** Pushes a box back onto the page without changing its size. */
function fitted(page: PageBox, shown: DisplayRect): DisplayRect {
  const size = displaySize(page);
  const width = Math.min(1, Math.max(Math.min(1, LEAST_WIDTH / size.width), shown.width));
  const height = Math.min(1, Math.max(Math.min(1, LEAST_HEIGHT / size.height), shown.height));
  return {
    left: Math.min(1 - width, Math.max(0, shown.left)),
    top: Math.min(1 - height, Math.max(0, shown.top)),
    width,
    height,
  };
}

/** Width and height in 1/1000 pt, upright. */
export interface Size {
  readonly w: number;
  readonly h: number;
}

/** A size in fractions of the page as displayed. */
export function shownSize(page: PageBox, { w, h }: Size): Pick<DisplayRect, "width" | "height"> {
  const { width, height } = displaySize(page);
  return { width: w / width, height: h / height };
}

/** A box of a size around a point, in fractions of the page as displayed. */
export function boxAt(page: PageBox, size: Size, across: number, down: number): PageRect {
  const { width, height } = shownSize(page, size);
  return fromDisplay(page, { left: across - width / 2, top: down - height / 2, width, height });
}
