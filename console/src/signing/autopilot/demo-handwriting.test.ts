import { expect, it } from "vitest";
import { along, lengthOf, strokesOf } from "./demo-handwriting";

it("keeps every stroke inside the signing box", () => {
  for (const name of ["林望舒", "陈以南"]) {
    const places = strokesOf(name).flat();
    expect(places.length).toBeGreaterThan(30);
    for (const { across, down } of places) {
      expect(across).toBeGreaterThanOrEqual(0);
      expect(across).toBeLessThanOrEqual(1);
      expect(down).toBeGreaterThanOrEqual(0);
      expect(down).toBeLessThanOrEqual(1);
    }
  }
});

it("runs along a stroke from its first corner to its last", () => {
  const corners = [
    { across: 0, down: 0 },
    { across: 0.5, down: 0 },
    { across: 0.5, down: 1 },
  ];
  expect(along(corners, 0)).toEqual(corners[0]);
  expect(along(corners, 0.5)).toEqual(corners[1]);
  expect(along(corners, 1)).toEqual(corners[2]);
  expect(lengthOf(corners)).toBeCloseTo(0.5 + 1 / 3);
});
