import { expect, it } from "vitest";
import { opinionRecord, opinionText } from "./opinion";

it("says the text in canonical form with a nonce of its own each time", () => {
  const record = opinionRecord(" 同意付款 ");
  expect(record).toMatch(/^\{"\$t":"hub\.opinion\.v1","nonce":"[0-9a-f]{32}","text":"同意付款"\}$/);
  expect(opinionRecord("同意付款")).not.toBe(record);
  expect(opinionText(record)).toBe("同意付款");
});

it("shows nothing of what is erased or is no record", () => {
  expect([undefined, "同意", "null", '{"text":1}'].map(opinionText)).toEqual(["", "", "", ""]);
});
