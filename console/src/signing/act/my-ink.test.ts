import { expect, it } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import type { PendingCommand } from "@/live/commands";
import { hasInkUnderWay, myInk, nextStroke } from "./my-ink";

const draw = (stroke: number): PendingCommand => ({
  id: `draw ${stroke}`,
  name: "draw_stroke",
  body: { field: 2, stroke, ink: "AQ" },
});
const clear: PendingCommand = { id: "clear", name: "clear_ink", body: { field: 2 } };

function hub(): FakeHub {
  const made = new FakeHub();
  made.prepare();
  made.startSigning();
  made.draw(1, 4);
  made.draw(2, 2);
  return made;
}
const numbers = (pending: readonly PendingCommand[]) =>
  myInk(hub().view, 2, pending).map((stroke) => stroke.stroke);

it("is what the hub has stored of this party", () => {
  expect(numbers([])).toEqual([1, 2]);
});

it("adds what is on its way, once", () => {
  expect(numbers([draw(2), draw(3)])).toEqual([1, 2, 3]);
});

it("is empty after a clear, and begins again after it", () => {
  expect(numbers([draw(3), clear])).toEqual([]);
  expect(numbers([draw(3), clear, draw(4)])).toEqual([4]);
});

it("is under way while a stroke or a clear has no answer", () => {
  expect(hasInkUnderWay([clear])).toBe(true);
  expect(hasInkUnderWay([{ id: "x", name: "refuse", body: { reason: "x" } }])).toBe(false);
});

it("never uses the number of a stroke again", () => {
  const ink = myInk(hub().view, 2, []);
  expect(nextStroke(2, ink, new Map())).toBe(3);
  expect(nextStroke(2, [], new Map([[2, 7]]))).toBe(8);
});
