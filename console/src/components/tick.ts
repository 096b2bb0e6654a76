import { useEffect, useState } from "react";

/** Renders again every `everyMs`, and gives a new number each time; stands still at 0. */
export function useTick(everyMs: number): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (everyMs <= 0) return;
    const timer = setInterval(() => setTick((before) => before + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return tick;
}
