import { expect, test } from "vitest";
import { isDerived } from "@/live/plan";
import { OFFICIAL } from "./official.generated";

test("there are the six that the guide asks for, and the letter of authority", () => {
  const keys = OFFICIAL.map(({ key }) => key);
  expect(keys).toEqual([
    "labour",
    "lease",
    "purchase",
    "nda",
    "receipt",
    "exhibition-booth",
    "letter-of-authority",
  ]);
});

test.each(OFFICIAL)(
  "$name can be sent once people and values are in",
  ({ roles, fields, controls, pages }) => {
    const parties = roles.map((_, index) => index + 1);
    for (const party of parties) {
      expect(fields.filter((field) => field.party === party)).not.toHaveLength(0);
    }
    expect(controls.map(({ no }) => no)).toEqual(controls.map((_, index) => fields.length + index + 1));
    for (const { kind, party, rect, page } of controls) {
      expect(party === undefined || parties.includes(party)).toBe(true);
      expect(kind.kind !== "known" || party !== undefined).toBe(true);
      expect(page).toBeLessThanOrEqual(pages);
      expect(rect.y).toBeGreaterThan(0);
      expect(rect.x + rect.w).toBeLessThan(595_276);
      if (kind.kind === "amount_in_words") {
        expect(controls.find(({ no }) => no === kind.of)?.kind.kind).toBe("amount");
        expect(isDerived(kind)).toBe(true);
      }
    }
  },
);
