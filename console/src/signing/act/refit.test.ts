import { expect, test } from "vitest";
import { refit } from "./refit";

const point = (x: number, y: number) => ({ x, y, t: 7, w: 512 });

test("the same box changes nothing", () => {
  const points = [point(0, 0), point(65_535, 65_535), point(10_000, 20_000)];
  expect(refit(points, 2.5, 2.5)).toEqual(points);
});

test("a wider box leaves room at both sides, a taller one above and below", () => {
  const corners = [point(0, 0), point(65_535, 65_535)];
  expect(refit(corners, 2, 4)).toEqual([point(16_384, 0), point(49_151, 65_535)]);
  expect(refit(corners, 4, 2)).toEqual([point(0, 16_384), point(65_535, 49_151)]);
});
