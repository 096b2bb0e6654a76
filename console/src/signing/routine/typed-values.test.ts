import { expect, it } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import { chosen, listText, nextGap, startingValues, tableRows, valuesToSend } from "./typed-values";
import { ownControls } from "./whose-turn";

const hub = FakeHub.routine();
const controls = ownControls(hub.view, 2);

it("prefers what was typed here to what the hub has", () => {
  hub.append("hub.filled.v1", {
    party: 2,
    values: [
      { no: 4, value: "10.00" },
      { no: 7, value: "a@b.cn" },
    ],
  });
  const typed = startingValues(hub.view, controls, '{"4":"12"}');
  expect(typed).toMatchObject({ 4: "12", 5: "", 7: "a@b.cn" });
  expect(valuesToSend(controls, typed)).toEqual([
    { no: 4, text: "12" },
    { no: 7, text: "a@b.cn" },
  ]);
});

it("survives a broken note of what was typed", () => {
  expect(startingValues(hub.view, controls, "{")[4]).toBe("10.00");
});

it("finds the next empty place that must be filled, and begins again at the top", () => {
  expect(nextGap(controls, { 4: "1" }, 0)?.no).toBe(5);
  expect(nextGap(controls, { 5: "1", 6: "1" }, 6)?.no).toBe(4);
  expect(nextGap(controls, { 4: "1", 5: "1", 6: "1" }, 0)).toBeUndefined();
});

it("writes lists as the hub reads them", () => {
  expect(listText([])).toBe("");
  expect(chosen(listText(["甲", "乙"]))).toEqual(["甲", "乙"]);
  expect(tableRows("", 2)).toEqual([["", ""]]);
  expect(tableRows('[["展位","2","多"],["灯"]]', 2)).toEqual([
    ["展位", "2"],
    ["灯", ""],
  ]);
});
