import { describe, expect, it } from "vitest";
import { fitBox, type PadRect, type PenSample, toPoint } from "./pad-geometry";

const sample = (clientX: number, clientY: number, more: Partial<PenSample> = {}): PenSample => ({
  clientX,
  clientY,
  timeStamp: 100,
  pressure: 0,
  pointerType: "touch",
  ...more,
});

describe("a pad that lies straight", () => {
  const pad: PadRect = { left: 10, top: 20, right: 310, width: 300, height: 100 };

  it("counts from its top left corner", () => {
    expect(toPoint(sample(10, 20), pad, false, 100, 0)).toEqual({ x: 0, y: 0, t: 0, w: 512 });
    expect(toPoint(sample(310, 120), pad, false, 100, 0)).toEqual({ x: 65_535, y: 65_535, t: 0, w: 512 });
    expect(toPoint(sample(160, 45), pad, false, 100, 0)).toMatchObject({ x: 32_768, y: 16_384 });
  });

  it("keeps a pen that leaves it at the rim", () => {
    expect(toPoint(sample(-50, 500), pad, false, 100, 0)).toMatchObject({ x: 0, y: 65_535 });
  });
});

describe("a pad that is turned because the phone is upright", () => {
  // 300 × 100 turned clockwise: 100 wide and 300 high on the screen.
  const pad: PadRect = { left: 40, top: 20, right: 140, width: 100, height: 300 };

  it("begins at the top right of the screen and runs down", () => {
    expect(toPoint(sample(140, 20), pad, true, 100, 0)).toMatchObject({ x: 0, y: 0 });
    expect(toPoint(sample(140, 320), pad, true, 100, 0)).toMatchObject({ x: 65_535, y: 0 });
    expect(toPoint(sample(40, 20), pad, true, 100, 0)).toMatchObject({ x: 0, y: 65_535 });
  });
});

describe("time and pressure", () => {
  const pad: PadRect = { left: 0, top: 0, right: 100, width: 100, height: 100 };

  it("counts tenths of a millisecond and never back", () => {
    expect(toPoint(sample(0, 0, { timeStamp: 108.34 }), pad, false, 100, 0).t).toBe(83);
    expect(toPoint(sample(0, 0, { timeStamp: 90 }), pad, false, 100, 40).t).toBe(40);
  });

  it("believes the pressure of a pen alone", () => {
    const pressed = (pointerType: string) =>
      toPoint(sample(0, 0, { pointerType, pressure: 1 }), pad, false, 100, 0).w;
    expect(["pen", "touch", "mouse"].map(pressed)).toEqual([1023, 512, 512]);
  });
});

it("fits the box by width or by height", () => {
  expect(fitBox(600, 300, 3)).toEqual({ width: 600, height: 200 });
  expect(fitBox(600, 100, 3)).toEqual({ width: 300, height: 100 });
});
