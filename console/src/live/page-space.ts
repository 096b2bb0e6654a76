/** Where a signing box lies on the page as it is displayed: unrotated page space → upright image, in fractions. */
import type { PageBox, PageRect } from "./protocol";

/** Fractions of the displayed page, origin top left. */
export interface DisplayRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Width over height of the page as displayed. */
export function pageAspect(page: PageBox): number {
  const { w, h } = page.visible;
  return isTurned(page) ? h / w : w / h;
}

/** Width over height of a box as displayed. */
export function boxAspect(page: PageBox, rect: PageRect): number {
  return isTurned(page) ? rect.h / rect.w : rect.w / rect.h;
}

export function toDisplay(page: PageBox, rect: PageRect): DisplayRect {
  const { visible } = page;
  // Distances of the box from the four sides of the unrotated visible page, as fractions.
  const left = (rect.x - visible.x) / visible.w;
  const bottom = (rect.y - visible.y) / visible.h;
  const width = rect.w / visible.w;
  const height = rect.h / visible.h;
  const right = 1 - left - width;
  const top = 1 - bottom - height;
  switch (page.rotate) {
    case 90:
      return { left: bottom, top: left, width: height, height: width };
    case 180:
      return { left: right, top: bottom, width, height };
    case 270:
      return { left: top, top: right, width: height, height: width };
    default:
      return { left, top, width, height };
  }
}

function isTurned(page: PageBox): boolean {
  return page.rotate === 90 || page.rotate === 270;
}
