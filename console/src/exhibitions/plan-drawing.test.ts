import { expect, test } from "vitest";
import { boxOf, labelAfter, moved, rectangle, resized } from "./plan-drawing";

const square = rectangle([1000, 1000], [2000, 2000]) ?? [];

test("a rectangle is drawn from any corner, and a slip of the hand is none", () => {
  expect(rectangle([2000, 2000], [1000, 1000])).toEqual(square);
  expect(rectangle([1000, 1000], [1010, 3000])).toBeUndefined();
  expect(boxOf(rectangle([9000, 9000], [20_000, -5]) ?? [])).toEqual({
    left: 9000,
    top: 0,
    right: 10_000,
    bottom: 9000,
  });
});

test("a booth stops at the edge of the plan", () => {
  expect(boxOf(moved(square, [500, -200]))).toEqual({ left: 1500, top: 800, right: 2500, bottom: 1800 });
  expect(boxOf(moved(square, [-5000, 50_000]))).toEqual({ left: 0, top: 9000, right: 1000, bottom: 10_000 });
});

test("a booth grows from its upper left, and never turns over", () => {
  expect(boxOf(resized(square, [1000, 500]))).toEqual({ left: 1000, top: 1000, right: 3000, bottom: 2500 });
  const least = boxOf(resized(square, [-9000, -9000]));
  expect(least).toEqual({ left: 1000, top: 1000, right: 1080, bottom: 1080 });
});

test("labels go on where they are", () => {
  expect(labelAfter([])).toBe("A-001");
  expect(labelAfter(["A-009", "A-010", "A-002"])).toBe("A-011");
  expect(labelAfter(["大厅"])).toBe("大厅-1");
});
