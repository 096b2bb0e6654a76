// Ink as bytes: the stored stroke and the frame in flight (docs/reference/live-protocol.md). One encoding per
// stroke and nothing else is read, as in domain/src/ink/encoded_stroke.rs and frame.rs.

import { type InkPoint, MAX_BYTES, MAX_POINTS, MAX_PRESSURE } from "./point";
import { InkError, put, putSigned, Reader } from "./varint";

const FORMAT = 1;

/** Points `first`, `first + 1`, … of one stroke. */
export interface InkFrame {
  /** 0 when it goes to the hub, which fills it in. */
  readonly party: number;
  readonly field: number;
  /** From 1 within the field. */
  readonly stroke: number;
  /** Index of the first point within its stroke. */
  readonly first: number;
  /** At least one; `t` since the first point of the stroke, not of the frame. */
  readonly points: readonly InkPoint[];
}

/** Throws `InkError` for points that no pen makes: see `InkPoint`, `MAX_POINTS` and `MAX_BYTES`. */
export function encodeStroke(points: readonly InkPoint[]): Uint8Array {
  if (points[0] !== undefined && points[0].t !== 0) throw wrongPoint(0);
  const out = [FORMAT];
  putPoints(out, points);
  return withinLimit(Uint8Array.from(out));
}

export function decodeStroke(bytes: Uint8Array): InkPoint[] {
  const reader = open(bytes);
  const points = readPoints(reader, readCount(reader));
  nothingLeft(reader);
  if (points[0]?.t !== 0) throw wrongPoint(0);
  return points;
}

export function encodeFrame(frame: InkFrame): Uint8Array {
  const out = [FORMAT];
  for (const value of [frame.party, frame.field, frame.stroke, frame.first]) put(out, value);
  fitsStroke(frame.first, frame.points.length);
  putPoints(out, frame.points);
  return withinLimit(Uint8Array.from(out));
}

export function decodeFrame(bytes: Uint8Array): InkFrame {
  const reader = open(bytes);
  const party = reader.number();
  const field = reader.number();
  if (party > 0xff || field > 0xffff) throw new InkError("no such party or field");
  const stroke = reader.number();
  const first = reader.number();
  const count = readCount(reader);
  fitsStroke(first, count);
  const points = readPoints(reader, count);
  nothingLeft(reader);
  return { party, field, stroke, first, points };
}

/** Base64url without padding: the form of a stroke in commands, events and views. */
export function strokeToText(points: readonly InkPoint[]): string {
  let binary = "";
  for (const byte of encodeStroke(points)) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function strokeFromText(text: string): InkPoint[] {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new InkError("ink is not base64url");
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return decodeStroke(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

function wrongPoint(index: number): InkError {
  return new InkError(`point ${index} leaves the box, goes back in time, or has an impossible pressure`);
}

function withinLimit(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_BYTES)
    throw new InkError(`ink of ${bytes.length} bytes is longer than ${MAX_BYTES}`);
  return bytes;
}

function open(bytes: Uint8Array): Reader {
  const reader = new Reader(withinLimit(bytes));
  const format = reader.byte();
  if (format !== FORMAT) throw new InkError(`ink begins with format ${format}, only ${FORMAT} is known`);
  return reader;
}

function nothingLeft(reader: Reader): void {
  if (reader.left() > 0) throw new InkError(`${reader.left()} bytes follow the ink`);
}

function readCount(reader: Reader): number {
  const count = reader.number();
  if (count < 1 || count > MAX_POINTS) throw new InkError(`ink has ${count} points`);
  return count;
}

function fitsStroke(first: number, count: number): void {
  if (first + count > MAX_POINTS) throw new InkError(`ink has ${first + count} points`);
}

function within(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}

function putPoints(out: number[], points: readonly InkPoint[]): void {
  if (points.length < 1 || points.length > MAX_POINTS) throw new InkError(`ink has ${points.length} points`);
  put(out, points.length);
  let before: InkPoint | undefined;
  points.forEach((point, index) => {
    const { x, y, t, w } = point;
    const possible =
      within(x, 0xffff) && within(y, 0xffff) && within(t, 0xffffffff) && within(w, MAX_PRESSURE);
    if (!possible || (before !== undefined && t < before.t)) throw wrongPoint(index);
    if (before === undefined) {
      for (const value of [x, y, t, w]) put(out, value);
    } else {
      putSigned(out, x - before.x);
      putSigned(out, y - before.y);
      put(out, t - before.t);
      putSigned(out, w - before.w);
    }
    before = point;
  });
}

function readPoints(reader: Reader, count: number): InkPoint[] {
  const points: InkPoint[] = [];
  let [x, y, t, w] = [0, 0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const move = () => (index === 0 ? reader.number() : reader.signed());
    x += move();
    y += move();
    t += reader.number();
    w += move();
    const possible =
      within(x, 0xffff) && within(y, 0xffff) && within(t, 0xffffffff) && within(w, MAX_PRESSURE);
    if (!possible) throw wrongPoint(index);
    points.push({ x, y, t, w });
  }
  return points;
}
