import { expect, it } from "vitest";
import { toDisplay } from "@/live/page-space";
import type { PageBox, PageRect } from "@/live/protocol";
import { freeSpot } from "./free-spot";

const A4: PageBox = { visible: { x: 0, y: 0, w: 595_000, h: 842_000 }, rotate: 0, user_unit: 1_000 };
const SIZE = { w: 180_000, h: 22_000 };
const WHOLE = { top: 0, bottom: 1 };

const overlap = (one: PageRect, other: PageRect) =>
  one.x < other.x + other.w &&
  other.x < one.x + one.w &&
  one.y < other.y + other.h &&
  other.y < one.y + one.h;

/** Puts `count` controls of one size on a page, each with the ones before it in sight. */
const filledWith = (count: number, size = SIZE) =>
  Array.from({ length: count }).reduce<readonly PageRect[]>(
    (taken) => [...taken, freeSpot(A4, size, taken, WHOLE)],
    [],
  );

it("puts controls next to one another, never on top of one another", () => {
  const taken = filledWith(26);
  const pairs = taken.flatMap((one, index) => taken.slice(index + 1).map((other) => [one, other] as const));
  expect(pairs.filter(([one, other]) => overlap(one, other))).toEqual([]);
  expect(new Set(taken.map(({ y }) => y)).size).toBeLessThan(taken.length);
});

it("begins where the page is in view", () => {
  const { top, height } = toDisplay(A4, freeSpot(A4, SIZE, [], { top: 0.4, bottom: 0.7 }));
  expect(top).toBeGreaterThanOrEqual(0.4);
  expect(top + height).toBeLessThanOrEqual(0.7);
});

it("goes below what is in view when that is full, then above", () => {
  const full = { x: 0, y: 0, w: 595_000, h: 505_200 };
  expect(toDisplay(A4, freeSpot(A4, SIZE, [full], { top: 0.4, bottom: 0.7 })).top).toBeLessThan(0.4);
  const middle = { x: 0, y: 252_600, w: 595_000, h: 252_600 };
  expect(toDisplay(A4, freeSpot(A4, SIZE, [middle], { top: 0.4, bottom: 0.7 })).top).toBeGreaterThan(0.7);
});

it("keeps controls apart to be seen on a page that is full", () => {
  const [one, other] = filledWith(2, { w: 595_000, h: 842_000 });
  expect(one).toBeDefined();
  expect(freeSpot(A4, SIZE, [{ ...A4.visible }], WHOLE)).not.toEqual(
    freeSpot(A4, SIZE, [{ ...A4.visible }, other ?? A4.visible], WHOLE),
  );
});

it("stays on the upright page of one that is turned", () => {
  const turned: PageBox = { ...A4, rotate: 90 };
  const { left, top, width } = toDisplay(turned, freeSpot(turned, SIZE, [], WHOLE));
  expect(left).toBeCloseTo(0.08, 2);
  expect(top).toBeCloseTo(0.035, 2);
  expect(width).toBeCloseTo(180 / 842, 2);
});
