/** Keys for the parts of a document: a file may be in it twice. */
import type { DraftPart } from "@/api/drafts";

/** One key for each part, which goes with it when parts move; equal files are told apart by their order. */
export function partKeys(parts: readonly DraftPart[]): readonly string[] {
  const seen = new Map<string, number>();
  return parts.map(({ clean }) => {
    const before = seen.get(clean) ?? 0;
    seen.set(clean, before + 1);
    return `${clean} ${before}`;
  });
}
