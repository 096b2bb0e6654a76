/** How much of a forced reading 强制阅读 is left, counted on this device; the hub judges by what was reported. */
import { useEffect, useState } from "react";
import type { PartyView, SessionView } from "@/live/protocol";

interface ReadingLeft {
  readonly seconds: number;
  /** Pages that were never on the screen. */
  readonly pages: number;
}

export function useReadingLeft(view: SessionView, party: PartyView, page: number): ReadingLeft {
  const { read_seconds = 0, read_to_end = false } = party.demands ?? {};
  const [before] = useState(() => ({
    seconds: (party.read ?? []).reduce((sum, { millis }) => sum + millis, 0) / 1000,
    pages: (party.read ?? []).map((read) => read.page),
  }));
  const [passed, setPassed] = useState(0);
  const [seen, setSeen] = useState<readonly number[]>(before.pages);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.hidden) return;
      setPassed((seconds) => seconds + 1);
      setSeen((pages) => (pages.includes(page) ? pages : [...pages, page]));
    }, 1000);
    return () => clearInterval(timer);
  }, [page]);
  return {
    seconds: Math.max(0, Math.ceil(read_seconds - before.seconds - passed)),
    pages: read_to_end ? view.images.filter((_, index) => !seen.includes(index + 1)).length : 0,
  };
}
