import { beforeEach, describe, expect, it, vi } from "vitest";
import { decodeFrame, encodeFrame, strokeToText } from "@/ink/codec";
import type { InkPoint } from "@/ink/point";
import { InkLane } from "./ink-lane";
import type { SessionEvent, StrokeView } from "./protocol";

/** A point every 10 ms. */
const POINTS: readonly InkPoint[] = Array.from({ length: 21 }, (_, index) => ({
  x: 100 * index,
  y: 50,
  t: 100 * index,
  w: 512,
}));
const frame = (first: number, end: number) =>
  encodeFrame({ party: 1, field: 1, stroke: 1, first, points: POINTS.slice(first, end) });
const stored: StrokeView = { party: 1, field: 1, stroke: 1, ink: strokeToText(POINTS) };
const strokeEvent = { kind: "hub.ink_stroke.v1", body: stored } as unknown as SessionEvent;
const clearEvent = { kind: "hub.ink_cleared.v1", body: { party: 1, field: 1 } } as unknown as SessionEvent;

let lane: InkLane;
let sent: Uint8Array[];
beforeEach(() => {
  sent = [];
  lane = new InkLane((bytes) => sent.push(bytes));
});
/** How many points of the one stroke are to be seen. */
const seen = (ink: readonly StrokeView[], now: number) =>
  lane.picture(ink, 1, 1, now).strokes.map((points) => points.length);

describe("what others draw", () => {
  it("is played at the pen's own pace, a little later", () => {
    lane.receive(frame(0, 11), 1_100);
    expect(seen([], 1_100)).toEqual([6]);
    expect(seen([], 1_150)).toEqual([11]);
    expect(lane.picture([], 1, 1, 1_150).moving).toBe(true);
  });

  it("bridges a frame that was lost until the stroke itself comes", () => {
    lane.receive(frame(3, 5), 1_040);
    lane.receive(frame(10, 21), 1_200);
    expect(seen([], 5_000)).toEqual([13]);
    lane.follow(strokeEvent);
    expect(seen([stored], 1_160)).toEqual([12]);
  });

  it("ends in the stored stroke, shown once", () => {
    lane.receive(frame(0, 21), 1_200);
    lane.follow(strokeEvent);
    expect(seen([stored], 1_210)).toEqual([17]);
    expect(seen([stored], 1_300)).toEqual([21]);
    expect(lane.picture([stored], 1, 1, 1_300).moving).toBe(false);
  });

  it("vanishes with a cleared box", () => {
    lane.receive(frame(0, 5), 1_000);
    lane.follow(clearEvent);
    expect(seen([], 1_001)).toEqual([]);
  });

  it("is not disturbed by bytes that are no ink", () => {
    lane.receive(Uint8Array.of(9, 9, 9), 1_000);
    expect(seen([], 1_001)).toEqual([]);
  });
});

it("sends the own pen in frames of 33 ms, the first ones from the beginning of the stroke", () => {
  vi.useFakeTimers();
  const pen = lane.penDown(3, 7);
  for (const point of POINTS) {
    pen.add([point]);
    vi.advanceTimersByTime(33);
  }
  pen.up();
  vi.useRealTimers();
  const frames = sent.map(decodeFrame);
  expect(frames[0]).toMatchObject({ party: 0, field: 3, stroke: 7, first: 0 });
  expect(frames.slice(0, 8).map(({ first, points }) => [first, points.length])).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((length) => [0, length]),
  );
  const rest = frames.slice(8);
  expect(rest[0]?.first).toBe(8);
  expect(rest.flatMap(({ points }) => points)).toEqual(POINTS.slice(8));
});
