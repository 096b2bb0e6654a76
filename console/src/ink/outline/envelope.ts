// The polygon around a line of places. Built of pieces that all turn the same way, so that the nonzero rule
// never leaves a hole, however the pen doubled back. Line by line the same as
// domain/src/ink/outline/envelope.rs.

import type { Place } from "./place";

interface Vector {
  readonly x: number;
  readonly y: number;
}

interface Way {
  readonly along: Vector;
  readonly length: number;
}

function plus(a: Vector, b: Vector): Vector {
  return { x: a.x + b.x, y: a.y + b.y };
}

function minus(a: Vector, b: Vector): Vector {
  return { x: a.x - b.x, y: a.y - b.y };
}

function negated(a: Vector): Vector {
  return { x: 0 - a.x, y: 0 - a.y };
}

/** Towards the left hand of someone walking along `a` (y points down). */
function left(a: Vector): Vector {
  return { x: a.y, y: 0 - a.x };
}

function unit(a: Vector): Vector {
  const length = Math.sqrt(a.x * a.x + a.y * a.y);
  return { x: a.x / length, y: a.y / length };
}

/** Neighbours in `line` must differ. */
export function envelope(line: readonly Place[]): number[] {
  const first = line[0];
  const last = line[line.length - 1];
  if (first === undefined || last === undefined) return [];
  const corners = line.length === 1 ? dot(first) : around(line, first, last);
  const flat: number[] = [];
  for (const corner of corners) flat.push(corner.x, corner.y);
  return flat;
}

function at(place: Place, direction: Vector): Vector {
  return { x: place.x + place.r * direction.x, y: place.y + place.r * direction.y };
}

/** Corners strictly between the unit vectors `a` and `b` (less than half a turn apart): 2^depth − 1 of them. */
function arc(out: Vector[], place: Place, a: Vector, b: Vector, depth: number): void {
  if (depth === 0) return;
  const middle = unit(plus(a, b));
  arc(out, place, a, middle, depth - 1);
  out.push(at(place, middle));
  arc(out, place, middle, b, depth - 1);
}

/** Half a turn from `from` over `over` to the opposite of `from`, both ends included. */
function halfTurn(out: Vector[], place: Place, from: Vector, over: Vector): void {
  out.push(at(place, from));
  arc(out, place, from, over, 3);
  out.push(at(place, over));
  arc(out, place, over, negated(from), 3);
  out.push(at(place, negated(from)));
}

function dot(place: Place): Vector[] {
  const right = { x: 1, y: 0 };
  const down = { x: 0, y: 1 };
  const out: Vector[] = [];
  halfTurn(out, place, right, down);
  out.pop();
  halfTurn(out, place, negated(right), negated(down));
  out.pop();
  return out;
}

function around(line: readonly Place[], first: Place, last: Place): Vector[] {
  const ways: Way[] = [];
  let from = first;
  for (const to of line.slice(1)) {
    const step = { x: to.x - from.x, y: to.y - from.y };
    ways.push({ along: unit(step), length: Math.sqrt(step.x * step.x + step.y * step.y) });
    from = to;
  }
  const start = ways[0];
  const end = ways[ways.length - 1];
  if (start === undefined || end === undefined) return [];
  const leftSide: Vector[] = [];
  const rightSide: Vector[] = [];
  halfTurn(leftSide, first, negated(left(start.along)), negated(start.along));
  ways.forEach((after, index) => {
    const before = ways[index - 1];
    const place = line[index];
    if (before !== undefined && place !== undefined) joint(leftSide, rightSide, place, before, after);
  });
  halfTurn(leftSide, last, left(end.along), end.along);
  return leftSide.concat(rightSide.reverse());
}

/**
 * Both sides of the line where it turns. Gentle turns get one corner on each side; sharp ones an arc outside
 * and a way over the centre inside, which keeps every piece turning one way.
 */
function joint(leftSide: Vector[], rightSide: Vector[], place: Place, ending: Way, beginning: Way): void {
  const before = ending.along;
  const after = beginning.along;
  const shorter = Math.min(ending.length, beginning.length);
  const cosine = before.x * after.x + before.y * after.y;
  const sine = before.x * after.y - before.y * after.x;
  const turn = sine < 0 ? 0 - sine : sine;
  const from = left(before);
  const to = left(after);
  if (cosine > 0.8 && place.r * turn < 0.9 * shorter) {
    const sum = plus(from, to);
    const middle = { x: sum.x / (1 + cosine), y: sum.y / (1 + cosine) };
    leftSide.push(at(place, middle));
    rightSide.push(at(place, negated(middle)));
  } else if (sine > 0) {
    outside(leftSide, place, from, to, minus(before, after), cosine);
    inside(rightSide, place, negated(from), negated(to));
  } else {
    outside(rightSide, place, negated(from), negated(to), minus(before, after), cosine);
    inside(leftSide, place, from, to);
  }
}

function outside(out: Vector[], place: Place, from: Vector, to: Vector, tip: Vector, cosine: number): void {
  const middle = cosine < 0 ? unit(tip) : unit(plus(from, to));
  out.push(at(place, from));
  arc(out, place, from, middle, 2);
  out.push(at(place, middle));
  arc(out, place, middle, to, 2);
  out.push(at(place, to));
}

function inside(out: Vector[], place: Place, from: Vector, to: Vector): void {
  out.push(at(place, from));
  out.push({ x: place.x, y: place.y });
  out.push(at(place, to));
}
