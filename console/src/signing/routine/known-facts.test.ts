import { expect, it } from "vitest";
import type { FillControl } from "@/live/plan";
import { isFilled, nextGap } from "./typed-values";
import { withKnown } from "./use-known-facts";

const control = (no: number, fact: "id_number" | "credit_code"): FillControl => ({
  no,
  party: 1,
  page: 1,
  rect: { x: 0, y: 0, w: 100_000, h: 20_000 },
  name: fact,
  required: true,
  kind: { kind: "known", fact },
});

it("needs nothing typed where the hub knows it, and says what is still missing", () => {
  const [number, code] = [control(1, "id_number"), control(2, "credit_code")];
  const known = { 1: { fact: "id_number", text: "110****2X", verified: true } } as const;
  const given = withKnown({ 1: "typed", 2: "" }, known);
  expect(given[1]).toBe("110****2X");
  expect(isFilled(number, given)).toBe(true);
  expect(nextGap([number, code], given, 1)).toBe(code);
});

it("does not count what is still being read", () => {
  const number = control(1, "id_number");
  expect(isFilled(number, withKnown({ 1: "" }, { 1: "loading" }))).toBe(false);
});
