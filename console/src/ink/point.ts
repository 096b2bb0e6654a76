// Handwriting 笔迹 as the hub stores it: domain/src/ink.rs has the same in Rust.

/** One place of the pen. */
export interface InkPoint {
  /** 0 at the left of the signing box, 65 535 at its right, as displayed. */
  readonly x: number;
  /** 0 at the top, 65 535 at the bottom. */
  readonly y: number;
  /** 0.1 ms since the first point of the stroke. */
  readonly t: number;
  /** Pen pressure 0–1 023; 512 where the device has none. */
  readonly w: number;
}

/** Most points that one stroke may have: end the stroke and begin the next one before this. */
export const MAX_POINTS = 4096;

/** Most bytes that one encoded stroke, or one frame, may have. */
export const MAX_BYTES = 16 * 1024;

export const MAX_PRESSURE = 1023;

/** Pressure of a finger or a mouse. */
export const NO_PRESSURE = 512;
