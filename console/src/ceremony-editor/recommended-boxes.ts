/** Which signing boxes to offer, out of everything that the document's words ask for. */
import type { DraftField, Recommendation } from "@/api/drafts";
import type { SignContent } from "@/live/plan";
import type { PageRect } from "@/live/protocol";

export interface OfferedBox extends DraftField {
  /** The words on the page that ask for it. */
  readonly label: string;
}

/** In an ordinary contract everything that the act shows has its control; values are placed by hand. */
const CONTENT: Readonly<Partial<Record<Recommendation["kind"], SignContent>>> = {
  signature: { kind: "ink" },
  seal: { kind: "seal", holder: "organisation" },
  legal_representative: { kind: "seal", holder: "legal_representative" },
  date: { kind: "date" },
};

/**
 * Boxes for names, for parties that there are, in places that are free. Where a party is asked both to sign and to
 * put a seal, the box is where it signs.
 */
export function offeredBoxes(
  found: readonly Recommendation[],
  fields: readonly DraftField[],
  parties: number,
  isRoutine = false,
): readonly OfferedBox[] {
  const asked = found.filter(({ kind }) => kind === "signature" || kind === "legal_representative");
  const sealed = found.filter(
    ({ kind, party }) => kind === "seal" && !asked.some((one) => one.party === party),
  );
  const wanted = isRoutine ? found.filter(({ kind }) => CONTENT[kind] !== undefined) : [...asked, ...sealed];
  return wanted
    .map(({ page, rect, label, party, kind }) => ({
      page,
      rect,
      label,
      party: party ?? 1,
      ...(isRoutine ? contentOf(kind) : {}),
    }))
    .filter(({ party }) => party <= parties)
    .filter((box) => !fields.some((field) => field.page === box.page && overlap(field.rect, box.rect)));
}

function overlap(a: PageRect, b: PageRect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function contentOf(kind: Recommendation["kind"]): Pick<DraftField, "content"> {
  const content = CONTENT[kind];
  return content === undefined ? {} : { content };
}
