import { useEffect, useState } from "react";
import { type Regions, readRegions } from "./regions";

/** Fetched where an address is asked for; until then, and without a network, an address is written by hand. */
export function useRegions(): Regions | undefined {
  const [regions, setRegions] = useState<Regions>();
  useEffect(() => {
    let isGone = false;
    import("./regions.txt?raw").then(
      ({ default: text }) => {
        if (!isGone) setRegions(readRegions(text));
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  return regions;
}
