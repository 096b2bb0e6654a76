import { expect, it } from "vitest";
import { placeOf } from "./go-on";

it.each([
  ["/contracts/0190", "/contracts/0190"],
  [null, "/ceremonies"],
  ["", "/ceremonies"],
  ["contracts", "/ceremonies"],
  ["//other.example/x", "/ceremonies"],
  ["/\\other.example", "/ceremonies"],
  ["https://other.example", "/ceremonies"],
])("after signing in, %s leads to %s", (asked, place) => {
  expect(placeOf(asked)).toBe(place);
});
