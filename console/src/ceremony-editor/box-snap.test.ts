import { expect, it } from "vitest";
import { snapped } from "./box-snap";

const page = { visible: { x: 0, y: 0, w: 600_000, h: 800_000 }, rotate: 0, user_unit: 1_000 } as const;
const other = { x: 100_000, y: 400_000, w: 120_000, h: 40_000 };

it("moves a box that is nearly in line onto the line, and says where the line is", () => {
  const { rect, guides } = snapped(page, { x: 102_000, y: 200_000, w: 200_000, h: 60_000 }, [other]);
  expect(rect).toEqual({ x: 100_000, y: 200_000, w: 200_000, h: 60_000 });
  expect(guides.across).toBeCloseTo(1 / 6);
  expect(guides).not.toHaveProperty("down");
});

it("lines middles up, in both directions at once", () => {
  const near = { x: 61_500, y: 391_500, w: 200_000, h: 60_000 };
  const { rect, guides } = snapped(page, near, [other]);
  expect(rect).toEqual({ x: 60_000, y: 390_000, w: 200_000, h: 60_000 });
  expect(guides.across).toBeCloseTo(160 / 600);
  expect(guides.down).toBeCloseTo(1 - 420 / 800);
});

it("leaves a box alone that is not near another", () => {
  const far = { x: 300_000, y: 100_000, w: 200_000, h: 60_000 };
  expect(snapped(page, far, [other])).toEqual({ rect: far, guides: {} });
});

it("lines up as the page is shown where it is turned", () => {
  const turned = { ...page, rotate: 90 as const };
  const near = { x: 102_000, y: 100_000, w: 200_000, h: 60_000 };
  const { rect, guides } = snapped(turned, near, [other]);
  expect(rect.x).toBe(100_000);
  expect(guides).toHaveProperty("down");
  expect(guides).not.toHaveProperty("across");
});
