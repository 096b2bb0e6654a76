/** A place of the pen with half the width of its trace there, in the units of the box. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

export function distance(a: Spot, b: Spot): number {
  return Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
}
