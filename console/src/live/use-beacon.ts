/** The three words of the page that the host shows, as React state. */
import { useEffect, useState } from "react";
import { type Beacon, beacon, beaconWords } from "@/beacon/beacon";
import { useLanguage } from "@/i18n/language";
import { hasWebCrypto } from "./bytes";
import type { SessionView } from "./protocol";

const NONE: readonly string[] = [];

/** Empty until R0 is there and the words are computed, or where the browser withholds SHA-256. */
export function useBeacon(view: SessionView): readonly string[] {
  const language = useLanguage();
  const [indices, setIndices] = useState<{ readonly of: string; readonly beacon: Beacon }>();
  const { r0, page_turn } = view;
  const image = view.images[view.page - 1]?.image;
  const of = `${r0}/${image}/${page_turn}`;
  useEffect(() => {
    if (r0 === undefined || image === undefined || !hasWebCrypto()) return;
    let isCurrent = true;
    beacon(r0, image, page_turn).then((found) => {
      if (isCurrent) setIndices({ of, beacon: found });
    });
    return () => {
      isCurrent = false;
    };
  }, [r0, image, page_turn, of]);
  return indices?.of === of ? beaconWords(indices.beacon, language) : NONE;
}
