import { describe, expect, it } from "vitest";
import { toDisplay } from "@/live/page-space";
import type { PageBox } from "@/live/protocol";
import { fromDisplay, moved, newBox, resized } from "./box-geometry";

function page(rotate: number): PageBox {
  return { visible: { x: 12_000, y: -30_000, w: 595_000, h: 842_000 }, rotate, user_unit: 1_000 };
}
const RECT = { x: 100_000, y: 90_000, w: 185_000, h: 78_000 };

describe.each([0, 90, 180, 270])("on a page turned by %d", (rotate) => {
  it("finds back to page space from the screen", () => {
    expect(fromDisplay(page(rotate), toDisplay(page(rotate), RECT))).toEqual(RECT);
  });

  it("moves right and down as it is seen", () => {
    const before = toDisplay(page(rotate), RECT);
    const after = toDisplay(page(rotate), moved(page(rotate), RECT, 0.05, 0.1));
    expect(after.left - before.left).toBeCloseTo(0.05, 4);
    expect(after.top - before.top).toBeCloseTo(0.1, 4);
    expect(after.width).toBeCloseTo(before.width, 4);
  });

  it("grows at its lower right corner and stays on the page", () => {
    const before = toDisplay(page(rotate), RECT);
    const after = toDisplay(page(rotate), resized(page(rotate), RECT, 5, 0.02));
    expect(after.left).toBeCloseTo(before.left, 4);
    expect(after.left + after.width).toBeCloseTo(1, 4);
    expect(after.height - before.height).toBeCloseTo(0.02, 4);
  });

  it("keeps every box inside the visible page", () => {
    const { visible } = page(rotate);
    for (const rect of [
      moved(page(rotate), RECT, 9, 9),
      moved(page(rotate), RECT, -9, -9),
      newBox(page(rotate), 5, 3),
    ]) {
      expect(rect.x).toBeGreaterThanOrEqual(visible.x);
      expect(rect.y).toBeGreaterThanOrEqual(visible.y);
      expect(rect.x + rect.w).toBeLessThanOrEqual(visible.x + visible.w);
      expect(rect.y + rect.h).toBeLessThanOrEqual(visible.y + visible.h);
    }
  });
});
