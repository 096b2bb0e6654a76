/** Writes on the signing pad as a finger would: pointer events at a human pace. */
import { along, lengthOf, type Place, strokesOf } from "./demo-handwriting";

/** Box widths per second. */
const SPEED = 1.1;
const SHORTEST_MS = 110;
const STEP_MS = 16;
const LIFT_MS = 90;
const POINTER = 7;

/** Draws a name on `paper`; resolves when the pen is lifted for the last time. */
export async function writeName(paper: HTMLElement, name: string): Promise<void> {
  // A pointer that no hardware reported cannot be captured; nothing else wants it.
  paper.setPointerCapture = () => undefined;
  for (const stroke of strokesOf(name)) {
    const duration = Math.max(SHORTEST_MS, (lengthOf(stroke) / SPEED) * 1_000);
    const startedAt = performance.now();
    point(paper, "pointerdown", along(stroke, 0));
    for (let progress = 0; progress < 1; ) {
      await pause(STEP_MS);
      progress = Math.min(1, (performance.now() - startedAt) / duration);
      point(paper, "pointermove", along(stroke, progress));
    }
    point(paper, "pointerup", along(stroke, 1));
    await pause(LIFT_MS);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function point(paper: HTMLElement, type: string, { across, down }: Place): void {
  const { left, top, right, width, height } = paper.getBoundingClientRect();
  // The pad lies sideways on an upright phone: signing/act/pad-geometry.ts, seen from the other side.
  const turned = window.innerHeight > window.innerWidth;
  const clientX = turned ? right - down * width : left + across * width;
  const clientY = turned ? top + across * height : top + down * height;
  const event = new PointerEvent(type, {
    bubbles: true,
    cancelable: true,
    pointerId: POINTER,
    pointerType: "touch",
    isPrimary: true,
    button: type === "pointermove" ? -1 : 0,
    buttons: type === "pointerup" ? 0 : 1,
    clientX,
    clientY,
  });
  paper.dispatchEvent(event);
}
