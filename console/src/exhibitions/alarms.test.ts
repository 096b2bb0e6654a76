import { expect, test } from "vitest";
import type { Booth, Counts, Exhibition } from "@/api/exhibitions";
import { alarmsOf } from "./alarms";

const HOUR = 3_600_000;
const counts = { quota: 100, quota_left: 50, without_booth: 0 } as Counts;

function fair(changes: Partial<Exhibition>): Exhibition {
  return { stage: "open", counts, booths: [], exhibitors: [], now: 0, ...changes } as Exhibition;
}

function held(no: number, until: number): Booth {
  const plan = { hall: 1, label: `A-${no}`, kind: "shell" as const, area: 900, price: 100, outline: [] };
  return { no, plan, occupancy: { is: "held", by: 1, until }, company: "北岸" };
}

test("nothing presses at a quiet fair, nor when it is over", () => {
  expect(alarmsOf(fair({}))).toEqual([]);
  expect(alarmsOf(fair({ stage: "closed", counts: { ...counts, quota_left: 0 } }))).toEqual([]);
});

test("the quota is told when a tenth is left, and when none is", () => {
  const left = (quota_left: number) =>
    alarmsOf(fair({ counts: { ...counts, quota_left } })).map(({ is }) => is);
  expect(left(11)).toEqual([]);
  expect(left(10)).toEqual(["quota_nearly"]);
  expect(left(0)).toEqual(["quota_used"]);
});

test("holds of the next day are named, the next to lapse first, and the rest is counted", () => {
  const booths = [
    held(1, 20 * HOUR),
    held(2, 30 * HOUR),
    held(3, HOUR),
    held(4, 5 * HOUR),
    held(5, 6 * HOUR),
  ];
  const alarms = alarmsOf(fair({ booths }));
  expect(alarms.map((alarm) => (alarm.is === "lapsing" ? alarm.booth.no : alarm.is))).toEqual([
    3,
    4,
    5,
    "more_lapsing",
  ]);
  expect(alarms.at(-1)).toEqual({ is: "more_lapsing", count: 1 });
});
