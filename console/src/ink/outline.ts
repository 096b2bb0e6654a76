// The picture of a stroke: one closed polygon that looks like a good fountain pen.
//
// Only + − × ÷ √ and comparisons, in the order of domain/src/ink/outline.rs, so that both give the same bits
// (change both or neither: tests/golden/ink tells). Three steps: spine, curve, envelope.

import { curve } from "./outline/curve";
import { envelope } from "./outline/envelope";
import { spine } from "./outline/spine";
import type { InkPoint } from "./point";

/** Width of the nib at rest, as part of the square root of the box's area. */
const NIB = 0.0175;

/**
 * The outline of a stroke in a box of `width` × `height`, any unit: x and y by turns, a closed polygon without
 * its repeated first corner, origin top left, y down, to be filled with the *nonzero* rule. Points at the rim
 * may reach out of the box by half a nib. Empty without points or without a sensible area.
 */
export function outline(points: readonly InkPoint[], width: number, height: number): number[] {
  const area = width * height;
  const sensible = width > 0 && area > 1e-6 && area < 1e18;
  if (points.length === 0 || !sensible) return [];
  const nib = NIB * Math.sqrt(area);
  return envelope(curve(spine(points, width, height, nib), nib));
}
