/** Ink in flight: what others draw at this moment, played back smoothly, and what this person draws, sent at 30 Hz. */
import { decodeFrame, encodeFrame, type InkFrame, strokeFromText } from "@/ink/codec";
import type { InkPoint } from "@/ink/point";
import type { SessionEvent, StrokeView } from "./protocol";

/** How long a point waits before it is shown, so that uneven arrival does not show. */
const JITTER_MS = 50;
/** How often a pen sends. */
const SEND_EVERY_MS = 33;
/** So many frames of a stroke repeat it from its beginning: the hub drops the first ones while it checks the right. */
const REPEATING_FRAMES = 8;
/** A stroke whose frames stopped coming and that was never stored is given up after this time. */
const LOST_AFTER_MS = 10_000;

interface Playing {
  readonly party: number;
  readonly field: number;
  readonly stroke: number;
  points: InkPoint[];
  /** Local time at which the pen went down, as far as the quickest frame tells. */
  startedAt: number;
  heardAt: number;
  /** Its event has come: all points are here, and it disappears from the lane once it is played. */
  stored: boolean;
}

/** What is to be seen in one signing box at one moment. */
export interface BoxPicture {
  readonly strokes: readonly (readonly InkPoint[])[];
  /** Whether it changes by itself from here on. */
  readonly moving: boolean;
}

/** A pen that is down. */
export interface Pen {
  readonly stroke: number;
  add(points: readonly InkPoint[]): void;
  up(): void;
}

export class InkLane {
  private playing: Playing[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly decoded = new Map<string, readonly InkPoint[]>();

  constructor(private readonly sendFrame: (frame: Uint8Array) => void) {}

  /** Hears whenever there is something new to play. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** One party's box at `now` (`performance.now()`): the stored strokes, and those in flight as far as they are due. */
  picture(stored: readonly StrokeView[], party: number, field: number, now: number): BoxPicture {
    this.playing = this.playing.filter((stroke) => !isOver(stroke, now));
    const flying = this.playing.filter((each) => each.party === party && each.field === field);
    const standing = stored.filter(
      (each) =>
        each.party === party && each.field === field && !flying.some((live) => live.stroke === each.stroke),
    );
    return {
      strokes: [
        ...standing.map((each) => this.decode(each.ink)),
        ...flying.map((stroke) => visible(stroke, now)),
      ],
      moving: flying.length > 0,
    };
  }

  /** The points of a stored stroke; none where it was erased. Decoded once. */
  decode(ink: string | undefined): readonly InkPoint[] {
    if (ink === undefined) return [];
    const known = this.decoded.get(ink);
    if (known) return known;
    const points = strokeFromText(ink);
    this.decoded.set(ink, points);
    return points;
  }

  /** Takes in one frame from the hub. A frame that cannot be read is dropped: the event repeats the stroke. */
  receive(bytes: Uint8Array, now: number): void {
    const frame = readFrame(bytes);
    const newest = frame?.points[frame.points.length - 1];
    if (!frame || !newest) return;
    const startedAt = now - newest.t / 10;
    let stroke = this.playing.find((each) => is(each, frame.party, frame.field, frame.stroke));
    if (stroke?.stored) return;
    if (!stroke) {
      const { party, field } = frame;
      stroke = { party, field, stroke: frame.stroke, points: [], startedAt, heardAt: now, stored: false };
      this.playing.push(stroke);
    }
    stroke.heardAt = now;
    stroke.startedAt = Math.min(stroke.startedAt, startedAt);
    for (const [index, point] of frame.points.entries()) stroke.points[frame.first + index] = point;
    this.notify();
  }

  /** Keeps in step with the log: a stored stroke is played to its end, a cleared box is empty at once. */
  follow(event: SessionEvent): void {
    if (event.kind === "hub.ink_stroke.v1") {
      const { party, field, stroke, ink } = event.body;
      const live = this.playing.find((each) => is(each, party, field, stroke));
      if (!live) return;
      if (ink === undefined) this.drop(live);
      else {
        live.points = strokeFromText(ink);
        live.stored = true;
      }
      this.notify();
    } else if (event.kind === "hub.ink_cleared.v1") {
      const { party, field } = event.body;
      this.playing = this.playing.filter((each) => each.party !== party || each.field !== field);
      this.notify();
    }
  }

  /** A whole new snapshot came: what was in flight is in it or gone. */
  forgetAll(): void {
    this.playing = [];
    this.decoded.clear();
    this.notify();
  }

  /** Puts this person's pen down; its points go out until it is lifted. */
  penDown(field: number, stroke: number): Pen {
    const points: InkPoint[] = [];
    let sent = 0;
    let frames = 0;
    const flush = () => {
      const isRepeating = frames < REPEATING_FRAMES;
      const first = isRepeating ? 0 : sent;
      if (first === points.length) return;
      this.sendFrame(encodeFrame({ party: 0, field, stroke, first, points: points.slice(first) }));
      sent = points.length;
      frames += 1;
    };
    const timer = setInterval(flush, SEND_EVERY_MS);
    return {
      stroke,
      add: (more) => points.push(...more),
      up: () => {
        clearInterval(timer);
        flush();
      },
    };
  }

  private drop(stroke: Playing): void {
    this.playing = this.playing.filter((each) => each !== stroke);
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

function is(each: Playing, party: number, field: number, stroke: number): boolean {
  return each.party === party && each.field === field && each.stroke === stroke;
}

/** The points that are due by now; a lost frame is bridged until the stroke itself comes. */
function visible(stroke: Playing, now: number): readonly InkPoint[] {
  const due = (now - stroke.startedAt - JITTER_MS) * 10;
  // A hole in the array is a point that has not come: `filter` passes over it.
  return stroke.points.filter((point) => point.t <= due);
}

function isOver(stroke: Playing, now: number): boolean {
  if (!stroke.stored) return now - stroke.heardAt > LOST_AFTER_MS;
  const last = stroke.points[stroke.points.length - 1];
  return last === undefined || now - stroke.startedAt - JITTER_MS >= last.t / 10;
}

function readFrame(bytes: Uint8Array): InkFrame | undefined {
  try {
    return decodeFrame(bytes);
  } catch {
    return undefined;
  }
}
