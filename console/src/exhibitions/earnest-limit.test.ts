import { expect, test } from "vitest";
import { exceedsEarnestLimit } from "./earnest-limit";

test("only earnest money above a fifth of the price is warned about", () => {
  expect(exceedsEarnestLimit("earnest", 2000, 10_000)).toBe(false);
  expect(exceedsEarnestLimit("earnest", 2001, 10_000)).toBe(true);
  expect(exceedsEarnestLimit("advance", 9000, 10_000)).toBe(false);
  expect(exceedsEarnestLimit("earnest", 9000, 0)).toBe(false);
  expect(exceedsEarnestLimit(undefined, 9000, 10_000)).toBe(false);
});
