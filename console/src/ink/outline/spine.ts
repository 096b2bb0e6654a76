// From raw points to few, smooth places with a width that follows speed, pressure and direction.
// Line by line the same as domain/src/ink/outline/spine.rs.

import type { InkPoint } from "../point";
import { distance, type Place } from "./place";

/** Points nearer than this to the one before are dropped, in nibs. */
const SPACING = 0.3;
/** The last point is kept unless it is nearer than this, in nibs. */
const TAIL_SPACING = 0.1;
/** Smoothing fades out where points are this far apart, in nibs: fast strokes keep their corners. */
const SMOOTHING_REACH = 3;
/** How quickly the width follows speed and pressure, 0 to 1 per place. */
const FOLLOW = 0.35;
/** Speeds above this count as this, in nibs per ms. */
const TOP_SPEED = 6;
/** Most change of the half width per length. */
const SLOPE = 0.35;
/** Length of the end that thins out after a quick lift, in nibs, and the least that is left of it. */
const TAPER_LENGTH = 9;
const TAPER_LEAST = 0.15;

interface Raw {
  readonly x: number;
  readonly y: number;
  /** 0.1 ms. */
  readonly t: number;
  /** 1 for a device without pressure. */
  readonly w: number;
}

/** At least one place for at least one point; neighbours are never equal. */
export function spine(points: readonly InkPoint[], width: number, height: number, nib: number): Place[] {
  const raw = apart(smooth(thin(points, width, height, nib), nib), nib);
  const { places, endSpeed } = withWidth(raw, nib);
  return limitSlope(taper(places, endSpeed, nib));
}

function thin(points: readonly InkPoint[], width: number, height: number, nib: number): Raw[] {
  const kept: Raw[] = [];
  let last: Raw | undefined;
  let skipped: Raw | undefined;
  for (const point of points) {
    const raw = {
      x: (point.x * width) / 65535,
      y: (point.y * height) / 65535,
      t: point.t,
      w: point.w / 512,
    };
    if (last !== undefined && distance(last, raw) < SPACING * nib) {
      skipped = raw;
    } else {
      kept.push(raw);
      last = raw;
      skipped = undefined;
    }
  }
  if (last !== undefined && skipped !== undefined && distance(last, skipped) >= TAIL_SPACING * nib) {
    kept.push(skipped);
  }
  return kept;
}

/** Moves each inner point towards the middle of its neighbours. */
function smooth(raw: readonly Raw[], nib: number): Raw[] {
  return raw.map((b, index) => {
    const a = raw[index - 1];
    const c = raw[index + 1];
    if (a === undefined || c === undefined) return b;
    const before = distance(a, b);
    const after = distance(b, c);
    const far = Math.max(before, after);
    const pull = 0.5 * (1 - far / (SMOOTHING_REACH * nib));
    if (!(pull > 0)) return b;
    return {
      x: b.x + pull * ((a.x + c.x) / 2 - b.x),
      y: b.y + pull * ((a.y + c.y) / 2 - b.y),
      t: b.t,
      w: b.w,
    };
  });
}

/** Drops what smoothing moved onto the point before. */
function apart(raw: readonly Raw[], nib: number): Raw[] {
  const out: Raw[] = [];
  let last: Raw | undefined;
  for (const point of raw) {
    if (last !== undefined && distance(last, point) < 0.02 * nib) continue;
    out.push(point);
    last = point;
  }
  return out;
}

/** Gives each point its half width. Also returns the speed of the pen at the end, in nibs per ms. */
function withWidth(raw: readonly Raw[], nib: number): { places: Place[]; endSpeed: number } {
  let speed = 0;
  let pressure = 0;
  const places = raw.map((point, index) => {
    const before = raw[index - 1];
    const next = raw[index + 1];
    if (before === undefined) {
      pressure = point.w;
      if (next !== undefined) speed = 0.5 * speedBetween(point, next, nib);
    } else {
      speed += FOLLOW * (speedBetween(before, point, nib) - speed);
      pressure += FOLLOW * (point.w - pressure);
    }
    const from = before ?? point;
    const to = next ?? point;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = dx * dx + dy * dy;
    const steep = length > 0 ? (dy * dy) / length : 0.5;
    const flow = 0.42 + 1 / (1 + 9 * speed);
    const press = 0.3 + 0.7 * pressure;
    const edge = 0.74 + 0.42 * steep;
    return { x: point.x, y: point.y, r: 0.5 * nib * flow * press * edge };
  });
  return { places, endSpeed: speed };
}

function speedBetween(a: Raw, b: Raw, nib: number): number {
  const elapsed = (b.t - a.t) / 10;
  const millis = Math.max(elapsed, 1);
  const speed = distance(a, b) / nib / millis;
  return Math.min(speed, TOP_SPEED);
}

/** A pen that leaves the paper moving leaves a fine end. */
function taper(places: readonly Place[], endSpeed: number, nib: number): Place[] {
  const out = places.slice();
  if (out.length < 2 || endSpeed <= 0.02) return out;
  const wanted = 1 / (1 + 12 * (endSpeed - 0.02));
  const least = Math.max(wanted, TAPER_LEAST);
  let along = 0;
  let next: Place | undefined;
  for (let index = out.length - 1; index >= 0; index -= 1) {
    const here = out[index];
    if (here === undefined) break;
    if (next !== undefined) along += distance(here, next);
    const part = along / (TAPER_LENGTH * nib);
    if (part >= 1) break;
    const rest = 1 - part;
    out[index] = { x: here.x, y: here.y, r: here.r * (1 - (1 - least) * rest * rest) };
    next = here;
  }
  return out;
}

/** Widths change gently along the line, in both directions. */
function limitSlope(places: Place[]): Place[] {
  for (let index = 1; index < places.length; index += 1) hold(places, index - 1, index);
  for (let index = places.length - 1; index > 0; index -= 1) hold(places, index, index - 1);
  return places;
}

function hold(places: Place[], from: number, to: number): void {
  const a = places[from];
  const b = places[to];
  if (a === undefined || b === undefined) return;
  const most = a.r + SLOPE * distance(a, b);
  if (b.r > most) places[to] = { x: b.x, y: b.y, r: most };
}
