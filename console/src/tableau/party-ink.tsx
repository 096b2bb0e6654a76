/** One signing box with its handwriting, stored and in flight. Fills its container. */
import { useCallback } from "react";
import { InkCanvas } from "@/components/ink-canvas";
import type { LiveSession } from "@/live/live-session";
import type { SigningField, StrokeView } from "@/live/protocol";

interface PartyInkProps {
  readonly session: LiveSession;
  readonly ink: readonly StrokeView[];
  readonly field: SigningField;
  readonly label: string;
  readonly color?: string;
}

export function PartyInk({ session, ink, field, label, color }: PartyInkProps) {
  const picture = useCallback(
    (now: number) => session.ink.picture(ink, field.party, field.no, now),
    [session, ink, field],
  );
  return (
    <InkCanvas
      picture={picture}
      subscribe={session.ink.subscribe}
      label={label}
      {...(color === undefined ? {} : { color })}
    />
  );
}
