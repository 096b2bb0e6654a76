import { expect, test } from "vitest";
import type { Booth } from "@/api/exhibitions";
import { PLAN_WIDTH, planOf } from "./booth-shapes";

function booth(label: string, outline: readonly [number, number][] = []): Booth {
  const plan = { hall: 1, label, kind: "shell" as const, area: 900, price: 100, outline };
  return { no: 1, plan, occupancy: { is: "free" }, company: null };
}

test("booths that nobody has drawn do not cover each other, and lie on the picture", () => {
  const { shapes, height } = planOf(Array.from({ length: 47 }, (_, n) => booth(`A-${n + 1}`)));
  const boxes = shapes.map(({ corners }) => {
    const [[left = 0, top = 0] = [], , [right = 0, bottom = 0] = []] = corners;
    return { left, top, right, bottom };
  });
  for (const [at, a] of boxes.entries()) {
    expect(a.left >= 0 && a.top >= 0 && a.right <= PLAN_WIDTH && a.bottom <= height).toBe(true);
    for (const b of boxes.slice(at + 1)) {
      expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
    }
  }
});

test("labels are counted, not spelled", () => {
  const { shapes } = planOf([booth("A-10"), booth("A-9")]);
  expect(shapes.map(({ booth }) => booth.plan.label)).toEqual(["A-9", "A-10"]);
});

test("a drawn booth stands where it was drawn, others below the plan", () => {
  const outline: [number, number][] = [
    [0, 0],
    [2000, 0],
    [2000, 1000],
  ];
  const { shapes } = planOf([booth("B-1"), booth("A-1", outline)]);
  expect(shapes[0]?.corners).toEqual(outline);
  expect(shapes[0]?.middle).toEqual([1000, 500]);
  expect(shapes[1]?.middle[1]).toBeGreaterThan(PLAN_WIDTH);
  const flat = planOf([booth("A-1", outline)], 0.5);
  expect(flat.height).toBe(PLAN_WIDTH / 2);
  expect(flat.shapes[0]?.middle).toEqual([1000, 250]);
});
