import { expect, it } from "vitest";
import type { Recommendation } from "@/api/drafts";
import { offeredBoxes } from "./recommended-boxes";

const at = (x: number) => ({ x, y: 100_000, w: 100_000, h: 40_000 });
const found = (kind: Recommendation["kind"], party: number | null, x: number): Recommendation => ({
  page: 3,
  rect: at(x),
  kind,
  party,
  label: "签字",
});

it("offers the place to sign before the place for a seal", () => {
  const all = [found("seal", 1, 0), found("legal_representative", 1, 200_000), found("seal", 2, 400_000)];
  const offered = offeredBoxes(all, [], 2);
  expect(offered.map(({ party, rect }) => [party, rect.x])).toEqual([
    [1, 200_000],
    [2, 400_000],
  ]);
});

it("offers nothing where a box stands, for a party that is not there, or for a date", () => {
  const all = [found("signature", 1, 0), found("signature", 3, 300_000), found("date", 1, 600_000)];
  expect(offeredBoxes(all, [{ party: 1, page: 3, rect: at(50_000) }], 2)).toEqual([]);
  expect(offeredBoxes(all, [{ party: 1, page: 2, rect: at(50_000) }], 2)).toHaveLength(1);
});

it("offers seals and dates with what they show in an ordinary contract, and no place for a value", () => {
  const all = [
    found("seal", 1, 0),
    found("signature", 1, 200_000),
    found("date", 2, 400_000),
    found("text", 2, 0),
  ];
  const offered = offeredBoxes(all, [], 2, true);
  expect(offered.map(({ party, content }) => [party, content?.kind])).toEqual([
    [1, "seal"],
    [1, "ink"],
    [2, "date"],
  ]);
});
