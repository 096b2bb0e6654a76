/** Something asked of the hub, as React state: loading, ready or failed, with a way to ask again. */
import { useCallback, useEffect, useState } from "react";

export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly problem: unknown }
  | { readonly state: "ready"; readonly value: T };

/** @param load must not change between renders unless what it loads changes */
export function useLoaded<T>(load: () => Promise<T>): readonly [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (value) => isCurrent && setLoaded({ state: "ready", value }),
      (problem: unknown) => isCurrent && setLoaded({ state: "failed", problem }),
    );
    return () => {
      isCurrent = false;
    };
  }, [load, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return [loaded, again];
}
