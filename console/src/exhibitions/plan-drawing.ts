/** Booths on a plan while they are drawn: corners in 1/10,000 of the plan's width and height, never outside of it. */
import type { BoothPlan } from "@/api/exhibitions";

export type Outline = BoothPlan["outline"];
export type Point = readonly [number, number];

const SIDE = 10_000;
/** Smaller is a slip of the hand. */
const LEAST = 80;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boxOf(outline: Outline): Box {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** The rectangle between two corners; `undefined` where it is too small to be meant. */
export function rectangle(from: Point, to: Point): Outline | undefined {
  const inside = (part: number) => Math.round(Math.min(SIDE, Math.max(0, part)));
  const [left, right] = [from[0], to[0]].map(inside).sort((a, b) => a - b) as [number, number];
  const [top, bottom] = [from[1], to[1]].map(inside).sort((a, b) => a - b) as [number, number];
  if (right - left < LEAST || bottom - top < LEAST) return undefined;
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** The same booth elsewhere; it stops at the plan's edge. */
export function moved(outline: Outline, by: Point): Outline {
  const { left, top, right, bottom } = boxOf(outline);
  const dx = Math.round(Math.min(SIDE - right, Math.max(-left, by[0])));
  const dy = Math.round(Math.min(SIDE - bottom, Math.max(-top, by[1])));
  return outline.map(([x, y]) => [x + dx, y + dy]);
}

/** The same booth larger or smaller: its lower right goes there, its upper left stays. */
export function resized(outline: Outline, by: Point): Outline {
  const { left, top, right, bottom } = boxOf(outline);
  const width = Math.min(SIDE - left, Math.max(LEAST, right - left + by[0]));
  const height = Math.min(SIDE - top, Math.max(LEAST, bottom - top + by[1]));
  return outline.map(([x, y]) => [
    Math.round(left + ((x - left) * width) / (right - left)),
    Math.round(top + ((y - top) * height) / (bottom - top)),
  ]);
}

/** The label after the highest one with the same prefix: `A-012` after `A-011`. */
export function labelAfter(labels: readonly string[]): string {
  const last = [...labels].sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1) ?? "A-000";
  const digits = /\d+$/.exec(last)?.[0] ?? "";
  if (digits === "") return `${last}-1`;
  const next = String(Number(digits) + 1).padStart(digits.length, "0");
  return last.slice(0, last.length - digits.length) + next;
}
