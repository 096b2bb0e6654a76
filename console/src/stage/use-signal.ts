import { useEffect, useState } from "react";
import type { LiveState } from "@/live/live-session";

/** A break shorter than this does not show. */
const PATIENCE_MS = 3_000;

/** Whether the picture can be trusted to be live; false after a few seconds without a connection. */
export function useSignal({ connection, view }: LiveState): boolean {
  const isFinished = view?.phase === "closing" || view?.phase === "closed" || view?.phase === "called_off";
  const isLive = connection.state === "live" || (connection.state === "ended" && isFinished);
  const [hasSignal, setSignal] = useState(isLive);
  useEffect(() => {
    if (isLive) {
      setSignal(true);
      return;
    }
    const timer = setTimeout(() => setSignal(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLive]);
  return hasSignal;
}
