import { describe, expect, it } from "vitest";
import { HubClock } from "./hub-clock";
import { dateTimeText, leftText } from "./hub-time";
import { boxAspect, toDisplay } from "./page-space";
import { afterClose } from "./reconnect";
import { uuidV7 } from "./uuid";

describe("coming back", () => {
  it("waits longer after each failure, between half and one and a half of 0.5, 1, 2 … 16 s", () => {
    const delay = (attempt: number, random: number) => afterClose(1006, attempt, undefined, random);
    expect(delay(0, 0)).toEqual({ come: "back", delayMs: 250 });
    expect(delay(3, 0.5)).toEqual({ come: "back", delayMs: 4_000 });
    expect(delay(40, 0.999)).toMatchObject({ come: "back" });
    expect(delay(40, 0.5)).toEqual({ come: "back", delayMs: 16_000 });
  });

  it("spreads out after a restart", () => {
    expect(afterClose(1012, 0, 8_000, 0.25)).toEqual({ come: "back", delayMs: 2_000 });
  });

  it("comes at once after reading too slowly", () => {
    expect(afterClose(4008, 0, undefined, 0.5)).toEqual({ come: "back", delayMs: 0 });
  });

  it.each([1000, 4001, 4003, 4009, 4010])("does not come back after %i", (code) => {
    expect(afterClose(code, 0, undefined, 0.5).come).toBe("never");
  });
});

describe("the hub's clock", () => {
  it("trusts the heartbeat with the shortest round trip", () => {
    let now = 1_000;
    const clock = new HubClock(() => now);
    clock.greet(51_000);
    expect(clock.now()).toBe(51_000);
    now = 2_400;
    clock.measure(2_000, 52_100);
    expect(clock.now() - now).toBe(49_900);
    now = 3_020;
    clock.measure(3_000, 53_010);
    expect(clock.now() - now).toBe(50_000);
    now = 5_000;
    clock.measure(4_000, 54_900);
    expect(clock.now() - now).toBe(50_000);
  });
});

describe("times", () => {
  it("stand in the contract's zone with their offset", () => {
    expect(dateTimeText(1_795_366_800_000, 480)).toBe("2026-11-23 01:00:00 +08:00");
    expect(dateTimeText(0, -210)).toBe("1969-12-31 20:30:00 -03:30");
  });

  it("never count below zero", () => {
    expect([leftText(61_000), leftText(500), leftText(-5)]).toEqual(["1:01", "0:01", "0:00"]);
  });
});

describe("boxes on the displayed page", () => {
  const visible = { x: 100, y: 200, w: 1000, h: 2000 };
  const rect = { x: 200, y: 400, w: 300, h: 400 };
  it.each([
    [0, { left: 0.1, top: 0.7, width: 0.3, height: 0.2 }],
    [90, { left: 0.1, top: 0.1, width: 0.2, height: 0.3 }],
    [180, { left: 0.6, top: 0.1, width: 0.3, height: 0.2 }],
    [270, { left: 0.7, top: 0.6, width: 0.2, height: 0.3 }],
  ])("turn with the page by %i", (rotate, expected) => {
    const shown = toDisplay({ visible, rotate, user_unit: 1000 }, rect);
    for (const side of ["left", "top", "width", "height"] as const) {
      expect(shown[side]).toBeCloseTo(expected[side], 12);
    }
  });

  it("keep their printed aspect", () => {
    expect(boxAspect({ visible, rotate: 90, user_unit: 1000 }, rect)).toBeCloseTo(400 / 300);
  });
});

it("makes ids of version 7 that sort by time", () => {
  const id = uuidV7(0x0198c0de1234, new Uint8Array(10).fill(0xff));
  expect(id).toBe("0198c0de-1234-7fff-bfff-ffffffffffff");
  expect(uuidV7(1_000) < uuidV7(2_000)).toBe(true);
});
