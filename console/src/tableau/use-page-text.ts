/** The text layer of a page, so that a screen reader can read what the image shows. */
import { useEffect, useState } from "react";
import type { Seat, TextLine } from "@/api/participant";

export function usePageText(seat: Seat, page: number): readonly TextLine[] {
  const [lines, setLines] = useState<readonly TextLine[]>([]);
  useEffect(() => {
    const aborter = new AbortController();
    setLines([]);
    if (page < 1) return;
    seat
      .pageText(page, aborter.signal)
      .then(setLines)
      .catch(() => undefined); // A page without a text layer is still shown as its image.
    return () => aborter.abort();
  }, [seat, page]);
  return lines;
}
