// The same vectors that domain/src/ink/golden.rs checks: equal to the last bit.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeFrame, decodeStroke, encodeFrame, encodeStroke, strokeFromText, strokeToText } from "./codec";
import { outline } from "./outline";
import type { InkPoint } from "./point";

// Vitest runs in console/.
const golden = resolve("../tests/golden/ink");

function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(resolve(golden, name), "utf8")) as T;
}

type Numbers = [number, number, number, number];

function points(rows: Numbers[]): InkPoint[] {
  return rows.map(([x, y, t, w]) => ({ x, y, t, w }));
}

describe("encoded strokes", () => {
  const cases = vectors<{ name: string; points: Numbers[]; ink: string }[]>("encoded-strokes.json");
  test.each(cases)("$name", ({ points: rows, ink }) => {
    expect(strokeToText(points(rows))).toBe(ink);
    expect(strokeFromText(ink)).toEqual(points(rows));
  });

  test("every cut and every addition is refused", () => {
    for (const { points: rows } of cases) {
      const bytes = encodeStroke(points(rows));
      for (let cut = 0; cut < bytes.length; cut += 1) {
        expect(() => decodeStroke(bytes.slice(0, cut))).toThrow(/^(ink|point) /);
      }
      expect(() => decodeStroke(Uint8Array.from([...bytes, 0]))).toThrow("1 bytes follow the ink");
    }
  });

  test.each([
    [[2, 1, 0, 0, 0, 0]],
    [[1, 0]],
    [[1, 0x81, 0x20, 0, 0, 0, 0]],
    [[1, 1, 0, 0, 5, 0]],
    [[1, 1, 0, 0, 0, 0x80, 8]],
    [[1, 2, 0, 0, 0, 0, 1, 0, 0, 0]],
    [[1, 1, 0x80, 0, 0, 0, 0]],
    [[1, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x1f]],
  ])("malformed ink %j is refused", (bytes) => {
    expect(() => decodeStroke(Uint8Array.from(bytes))).toThrow(/ink|point/);
  });

  test("points that no pen makes are not written", () => {
    const at = (t: number, w = 512): InkPoint => ({ x: 0, y: 0, t, w });
    expect(() => encodeStroke([])).toThrow("0 points");
    expect(() => encodeStroke([at(3)])).toThrow("point 0");
    expect(() => encodeStroke([at(0), at(9), at(8)])).toThrow("point 2");
    expect(() => encodeStroke([at(0, 1024)])).toThrow("point 0");
    expect(() => encodeStroke([{ x: 0.5, y: 0, t: 0, w: 0 }])).toThrow("point 0");
    expect(() => encodeStroke(Array.from({ length: 4097 }, () => at(0)))).toThrow("4097 points");
  });
});

describe("frames", () => {
  interface FrameVector {
    party: number;
    field: number;
    stroke: number;
    first: number;
    points: Numbers[];
    hex: string;
  }
  test.each(vectors<FrameVector[]>("frames.json"))("$hex", ({ hex, points: rows, ...head }) => {
    const frame = { ...head, points: points(rows) };
    const bytes = encodeFrame(frame);
    expect(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")).toBe(hex);
    expect(decodeFrame(bytes)).toEqual(frame);
  });
});

describe("outlines", () => {
  interface OutlineVector {
    name: string;
    ink: string;
    width: number;
    height: number;
    corners: [number, number][];
  }
  test.each(vectors<OutlineVector[]>("outlines.json"))("$name in $width × $height", (vector) => {
    const drawn = outline(strokeFromText(vector.ink), vector.width, vector.height);
    const wanted = vector.corners.reduce<number[]>((all, [x, y]) => all.concat(x, y), []);
    expect(drawn.length).toBe(wanted.length);
    expect(drawn.every((value, index) => Object.is(value, wanted[index]))).toBe(true);
  });

  test("nothing is drawn of nothing", () => {
    expect(outline([], 10, 10)).toEqual([]);
    expect(outline([{ x: 1, y: 1, t: 0, w: 512 }], 0, 10)).toEqual([]);
    expect(outline([{ x: 1, y: 1, t: 0, w: 512 }], Number.NaN, 10)).toEqual([]);
  });
});
