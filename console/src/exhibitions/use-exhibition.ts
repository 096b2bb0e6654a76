/** One exhibition, asked for anew all the time, so that every screen shows the same floor. */
import { useCallback, useEffect, useState } from "react";
import { type Exhibition, exhibition } from "@/api/exhibitions";
import type { Loaded } from "@/shell/use-loaded";

/** How often a screen asks. */
const ASK_MS = 3000;

interface Watched {
  readonly loaded: Loaded<Exhibition>;
  /** The last question had no answer; what is shown is older. */
  readonly isStale: boolean;
  /** Asks at once. */
  readonly again: () => void;
}

export function useExhibition(id: string): Watched {
  const [loaded, setLoaded] = useState<Loaded<Exhibition>>({ state: "loading" });
  const [isStale, setStale] = useState(false);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const value = await exhibition(id);
        if (!isCurrent) return;
        setLoaded({ state: "ready", value });
        setStale(false);
      } catch (problem) {
        if (!isCurrent) return;
        setLoaded((before) => (before.state === "ready" ? before : { state: "failed", problem }));
        setStale(true);
      }
      timer = setTimeout(ask, ASK_MS);
    };
    void ask();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [id, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { loaded, isStale, again };
}
