/** One stroke while it is drawn: samples in, quantised points to the screen and to everybody else. */
import type { InkPoint } from "@/ink/point";
import type { Pen } from "@/live/ink-lane";
import { type PadRect, type PenSample, toPoint } from "./pad-geometry";

/** Far below the most that a stroke may have, in points and in bytes. */
const MOST_POINTS = 2_000;

export class PenStroke {
  readonly points: InkPoint[] = [];

  constructor(
    readonly pointerId: number,
    readonly field: number,
    readonly number: number,
    private readonly pad: PadRect,
    private readonly turned: boolean,
    private readonly startedAt: number,
    private readonly pen: Pen,
  ) {}

  /** Adds samples in order; says whether the stroke is now full and must be lifted. */
  add(samples: readonly PenSample[]): boolean {
    const added: InkPoint[] = [];
    for (const sample of samples) {
      const before = added[added.length - 1] ?? this.points[this.points.length - 1];
      const point = toPoint(sample, this.pad, this.turned, this.startedAt, before?.t ?? 0);
      const isNew = !before || point.x !== before.x || point.y !== before.y || point.w !== before.w;
      if (isNew) added.push(before ? point : { ...point, t: 0 });
    }
    this.points.push(...added);
    this.pen.add(added);
    return this.points.length >= MOST_POINTS;
  }

  lift(): void {
    this.pen.up();
  }
}
