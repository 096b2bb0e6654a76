import { expect, it } from "vitest";
import { dateText } from "@/live/hub-time";
import { dayEnd } from "./day-end";

it("is the first moment that is no longer of the day", () => {
  const end = dayEnd("2026-12-31", 480);
  expect(end).toBe(Date.UTC(2026, 11, 31, 16));
  expect(dateText((end ?? 0) - 1, 480)).toBe("2026-12-31");
});

it("takes nothing that is no day", () => {
  expect(dayEnd("", 480)).toBeUndefined();
  expect(dayEnd("2026-13-01", 480)).toBeUndefined();
});
