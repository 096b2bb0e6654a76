/** Where a finger is in the signing box, also when the pad is turned because the phone is held upright. */
import { type InkPoint, MAX_PRESSURE, NO_PRESSURE } from "@/ink/point";

/** The pad as it lies on the screen. */
export interface PadRect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly width: number;
  readonly height: number;
}

/** What of a pointer event makes a point. */
export interface PenSample {
  readonly clientX: number;
  readonly clientY: number;
  readonly timeStamp: number;
  readonly pressure: number;
  readonly pointerType: string;
}

const FULL = 65_535;

/**
 * The quantised point of a sample: what is drawn, sent, stored and signed alike.
 * @param turned the pad is rotated 90° clockwise
 * @param startedAt time stamp of the stroke's first sample
 * @param notBefore `t` of the point before; time never goes back
 */
export function toPoint(
  sample: PenSample,
  pad: PadRect,
  turned: boolean,
  startedAt: number,
  notBefore: number,
): InkPoint {
  const across = turned ? (sample.clientY - pad.top) / pad.height : (sample.clientX - pad.left) / pad.width;
  const down = turned ? (pad.right - sample.clientX) / pad.width : (sample.clientY - pad.top) / pad.height;
  const t = Math.max(notBefore, Math.round((sample.timeStamp - startedAt) * 10));
  return { x: quantise(across), y: quantise(down), t, w: pressure(sample) };
}

/** The largest box of this aspect within an area. */
export function fitBox(width: number, height: number, aspect: number): { width: number; height: number } {
  const fitted = Math.max(0, Math.min(width, height * aspect));
  return { width: fitted, height: fitted / aspect };
}

function quantise(fraction: number): number {
  return Math.round(Math.min(1, Math.max(0, fraction)) * FULL);
}

/** Fingers and mice report made-up pressures; only a pen's own counts. */
function pressure({ pointerType, pressure: measured }: PenSample): number {
  if (pointerType !== "pen" || measured <= 0) return NO_PRESSURE;
  return Math.round(Math.min(1, measured) * MAX_PRESSURE);
}
