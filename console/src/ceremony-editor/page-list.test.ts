import { expect, it } from "vitest";
import { pagesOf, written } from "./page-list";

it.each([
  ["3", [3]],
  ["1-3, 7", [1, 2, 3, 7]],
  ["7，1－2、2", [1, 2, 7]],
  [" 2 至 4 ", undefined],
  ["2至4", [2, 3, 4]],
  ["", undefined],
  ["0", undefined],
  ["9", undefined],
  ["5-3", undefined],
  ["a", undefined],
])("reads %s", (text, pages) => {
  expect(pagesOf(text, 8)).toEqual(pages);
});

it("writes what can be read again", () => {
  expect(written("all", 8)).toBe("1-8");
  expect(pagesOf(written("odd", 5), 5)).toEqual([1, 3, 5]);
  expect(pagesOf(written("even", 5), 5)).toEqual([2, 4]);
  expect(pagesOf(written("even", 1), 1)).toBeUndefined();
});
