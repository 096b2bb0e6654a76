/** Handwriting from one box in another: as large as fits, in the middle, not distorted. */
import type { InkPoint } from "@/ink/point";

const FULL = 65_535;

/** @param from width by height of the box that it was drawn in, `to` of the one that it goes to */
export function refit(points: readonly InkPoint[], from: number, to: number): InkPoint[] {
  const across = Math.min(1, from / to);
  const down = Math.min(1, to / from);
  const place = (at: number, scale: number) => Math.round(FULL / 2 + (at - FULL / 2) * scale);
  return points.map((point) => ({ ...point, x: place(point.x, across), y: place(point.y, down) }));
}
