import { expect, it } from "vitest";
import type { DraftBody } from "@/api/drafts";
import { alone, earlier, joining, later, type Steps, stepsOf, withSteps } from "./signing-order";

const START: DraftBody = {
  title: "",
  host_name: "",
  parties: ["甲方", "乙方", "丙方"].map((label) => ({ label, name: "", phone: "" })),
  fields: [],
  policy: {
    order: "together",
    may_refuse_recording: true,
    grant_minutes: 15,
    demo: false,
    offset_minutes: 480,
  },
};

it("has everybody in one step by default, and one after the other where nothing else is said", () => {
  expect(stepsOf(START)).toEqual([[1, 2, 3]]);
  expect(stepsOf({ ...START, policy: { ...START.policy, order: "in_turn" } })).toEqual([[1], [2], [3]]);
});

it("keeps the steps as turns, and drops the turns where all act together", () => {
  const grouped = withSteps(START, [[2], [1, 3]]);
  expect(grouped.policy.order).toBe("in_turn");
  expect(grouped.parties.map(({ turn }) => turn)).toEqual([2, 1, 2]);
  expect(stepsOf(grouped)).toEqual([[2], [1, 3]]);
  const together = withSteps(grouped, [[1, 2, 3]]);
  expect(together.policy.order).toBe("together");
  expect(together.parties.every((party) => !("turn" in party))).toBe(true);
});

it("moves a party into a group and out of it", () => {
  expect(joining([[1], [2], [3]], 3, 0)).toEqual([[1, 3], [2]]);
  expect(joining([[1], [2, 3]], 2, 1)).toEqual([[1], [2, 3]]);
  expect(alone([[1, 2, 3]], 2, 0)).toEqual([[2], [1, 3]]);
  expect(alone([[1], [2], [3]], 1, 3)).toEqual([[2], [3], [1]]);
  expect(alone([[1], [2], [3]], 1, 1)).toEqual([[1], [2], [3]]);
});

it("reaches every place by keys, and stops at both ends", () => {
  const way: Steps[] = [[[1], [2], [3]]];
  for (let press = 0; press < 5; press += 1) way.push(later(way.at(-1) ?? [], 1));
  expect(way.slice(1)).toEqual([
    [[1, 2], [3]],
    [[2], [1], [3]],
    [[2], [1, 3]],
    [[2], [3], [1]],
    [[2], [3], [1]],
  ]);
  let back = way.at(-1) ?? [];
  for (let press = 0; press < 5; press += 1) back = earlier(back, 1);
  expect(back).toEqual([[1], [2], [3]]);
});
