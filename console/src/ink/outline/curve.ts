// A centripetal Catmull–Rom curve through the places: no loops and no cusps between unevenly spaced points.
// Line by line the same as domain/src/ink/outline/curve.rs.

import { distance, type Place } from "./place";

/** Length of a piece, in nibs, and most pieces between two places. */
const PIECE = 0.6;
const MOST_PIECES = 12;

/** The places with pieces of curve between them. Neighbours are never equal. */
export function curve(places: readonly Place[], nib: number): Place[] {
  const out: Place[] = places.slice(0, 1);
  places.forEach((b, index) => {
    const a = places[index - 1];
    if (a === undefined) return;
    between(out, places[index - 2] ?? a, a, b, places[index + 1] ?? b, nib);
  });
  return out;
}

function push(out: Place[], place: Place, nib: number): void {
  const last = out[out.length - 1];
  if (last === undefined || distance(last, place) >= 0.001 * nib) out.push(place);
}

/** Appends the curve from `a` (already there) to `b` as a cubic Hermite piece. */
function between(out: Place[], before: Place, a: Place, b: Place, after: Place, nib: number): void {
  const length = distance(a, b);
  let pieces = 1;
  while (pieces < MOST_PIECES && pieces * PIECE * nib < length) pieces += 1;
  const u = tangent(before, a, b, length);
  const v = tangent(after, b, a, length);
  for (let step = 1; step < pieces; step += 1) {
    const s = step / pieces;
    const s2 = s * s;
    const s3 = s2 * s;
    const atA = 2 * s3 - 3 * s2 + 1;
    const atB = 3 * s2 - 2 * s3;
    const outOfA = s3 - 2 * s2 + s;
    const intoB = s3 - s2;
    const place = {
      x: atA * a.x + atB * b.x + outOfA * u.x - intoB * v.x,
      y: atA * a.y + atB * b.y + outOfA * u.y - intoB * v.y,
      r: a.r + (b.r - a.r) * atB,
    };
    push(out, place, nib);
  }
  push(out, b, nib);
}

/** Direction of the curve at `here` towards `there`, as long as the chord suggests; `behind` is the other side. */
function tangent(behind: Place, here: Place, there: Place, length: number): { x: number; y: number } {
  const back = distance(behind, here);
  if (back <= 0) return { x: there.x - here.x, y: there.y - here.y };
  const t0 = Math.sqrt(back);
  const t1 = Math.sqrt(length);
  const span = t0 + t1;
  const along = (p0: number, p1: number, p2: number) =>
    t1 * ((p1 - p0) / t0 - (p2 - p0) / span + (p2 - p1) / t1);
  return { x: along(behind.x, here.x, there.x), y: along(behind.y, here.y, there.y) };
}
