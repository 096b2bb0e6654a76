/** Gives each stroke its number, and corrects it when the hub knows of strokes that this page does not. */
import { useEffect, useRef } from "react";
import type { LiveSession } from "@/live/live-session";
import type { StrokeView } from "@/live/protocol";
import { nextStroke } from "./my-ink";

export function useStrokeNumbers(session: LiveSession, ink: readonly StrokeView[]) {
  const used = useRef(new Map<number, number>());
  const latest = useRef(ink);
  latest.current = ink;
  useEffect(
    () =>
      session.onRefused((command, { code, params }) => {
        if (command.name !== "draw_stroke" || code !== "stroke_out_of_order") return;
        const { field } = command.body;
        const isTaken = (number: number) =>
          session
            .get()
            .pending.some(
              ({ name, body }) => name === "draw_stroke" && body.field === field && body.stroke === number,
            );
        let stroke = Math.max(1, Number(params.next) || 1);
        while (isTaken(stroke)) stroke += 1;
        used.current.set(field, stroke);
        session.command("draw_stroke", { ...command.body, stroke });
      }),
    [session],
  );
  return (field: number): number => {
    const stroke = nextStroke(field, latest.current, used.current);
    used.current.set(field, stroke);
    return stroke;
  };
}
