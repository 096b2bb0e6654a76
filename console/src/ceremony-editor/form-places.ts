/** Which controls to offer for the empty fields of the forms that a document's files came with. */
import type { DraftBody, DraftField, FormField } from "@/api/drafts";
import type { FillControl } from "@/live/plan";
import type { PageRect } from "@/live/protocol";
import { placesOf } from "./place";

interface FormPlaces {
  readonly signs: readonly DraftField[];
  readonly fills: readonly Omit<FillControl, "no">[];
}

/**
 * Controls in places that are free. A form is mostly sent to the other side to be filled in: the last party, which the
 * sender changes with a click.
 */
export function formPlaces(body: DraftBody, unnamed: string): FormPlaces {
  const taken = placesOf(body);
  const isFree = ({ page, rect }: FormField) =>
    !taken.some(({ at }) => at.page === page && overlap(at.rect, rect));
  const party = Math.max(1, body.parties.length);
  // In a file that is signed further each party has one place: the fields go to those who have none.
  const isKept = (body.document?.facts?.signatures_kept ?? 0) > 0;
  const placed = new Set(body.fields.map((field) => field.party));
  const without = body.parties.map((_, index) => index + 1).filter((no) => !placed.has(no));
  const free = fieldsOf(body).filter(isFree);
  return {
    signs: free
      .filter(({ sort }) => sort === "sign")
      .map(({ page, rect }, index) => ({
        party: (isKept ? without[index] : undefined) ?? party,
        page,
        rect,
        content: { kind: "ink" as const },
      })),
    fills: free.flatMap((field) =>
      field.sort === "fill"
        ? [
            {
              party,
              page: field.page,
              rect: field.rect,
              name: field.name || unnamed,
              required: field.required,
              kind: field.kind,
            },
          ]
        : [],
    ),
  };
}

/** The fields of all files with their pages in the whole document. */
function fieldsOf(body: DraftBody): readonly FormField[] {
  let before = 0;
  return (body.document?.parts ?? []).flatMap(({ form = [], pages }) => {
    const first = before;
    before += pages;
    return form.map((field) => ({ ...field, page: first + field.page }));
  });
}

function overlap(a: PageRect, b: PageRect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
