import { expect, it } from "vitest";
import type { PartyView, SessionView } from "@/live/protocol";
import { lookedAt, stepOnPhone } from "./step-on-phone";

const rect = { x: 0, y: 0, w: 100_000, h: 20_000 };
const party = { no: 2 } as PartyView;
const view = {
  phase: "signing",
  ink: [],
  fields: [
    { no: 1, party: 1, page: 1, rect },
    { no: 2, party: 2, page: 3, rect },
    { no: 3, party: 2, page: 2, rect },
  ],
} as unknown as SessionView;
const inkOf = (...fields: readonly [number, number][]) =>
  ({ ...view, ink: fields.map(([of, field]) => ({ party: of, field, stroke: 1 })) }) as SessionView;

it("tells reading from signing by the party's own ink", () => {
  expect(stepOnPhone(view, party)).toBe("reading");
  expect(stepOnPhone(inkOf([1, 1]), party)).toBe("reading");
  expect(stepOnPhone(inkOf([1, 1], [2, 2]), party)).toBe("drawing");
});

it("knows the end, well or not, before all else", () => {
  expect(stepOnPhone(view, { ...party, committed_at: 1 })).toBe("committed");
  expect(stepOnPhone({ ...view, phase: "closed" }, { ...party, committed_at: 1 })).toBe("signed");
  expect(stepOnPhone({ ...view, phase: "revoked" }, party)).toBe("ended");
});

it("says filling only of whoever is asked to fill in", () => {
  const filling = { ...view, phase: "filling", controls: [{ no: 4, party: 2, kind: { kind: "date" } }] };
  expect(stepOnPhone(filling as unknown as SessionView, party)).toBe("filling");
  expect(stepOnPhone(filling as unknown as SessionView, { ...party, filled: true })).toBe("reading");
  expect(stepOnPhone(filling as unknown as SessionView, { ...party, no: 1 })).toBe("reading");
});

it("looks where the ink came last", () => {
  expect(lookedAt(view, 2)).toBe(3);
  expect(lookedAt(inkOf([2, 2], [2, 3], [1, 1]), 2)).toBe(2);
});
