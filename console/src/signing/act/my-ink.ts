/** The ink that this person has drawn: what the hub has stored, and what is still on its way. */
import type { PendingCommand } from "@/live/commands";
import type { SessionView, StrokeView } from "@/live/protocol";

/** The strokes that now stand in this party's boxes, as they will be once every pending command is answered. */
export function myInk(
  view: SessionView,
  party: number,
  pending: readonly PendingCommand[],
): readonly StrokeView[] {
  let ink = view.ink.filter((stroke) => stroke.party === party);
  for (const command of pending) {
    if (command.name === "clear_ink") {
      ink = ink.filter((stroke) => stroke.field !== command.body.field);
    } else if (command.name === "draw_stroke") {
      const { field, stroke } = command.body;
      const isStored = ink.some((each) => each.field === field && each.stroke === stroke);
      if (!isStored) ink = [...ink, { party, ...command.body }];
    }
  }
  return ink;
}

/** Whether some of it is still on its way. */
export function hasInkUnderWay(pending: readonly PendingCommand[]): boolean {
  return pending.some((command) => command.name === "draw_stroke" || command.name === "clear_ink");
}

/**
 * The number of the next stroke in `field`: numbers are never used again, not even after a clear.
 * @param used the highest number that this page knows to be used, also by cleared strokes
 */
export function nextStroke(
  field: number,
  ink: readonly StrokeView[],
  used: ReadonlyMap<number, number>,
): number {
  const standing = ink.filter((stroke) => stroke.field === field).map((stroke) => stroke.stroke);
  return Math.max(0, used.get(field) ?? 0, ...standing) + 1;
}
