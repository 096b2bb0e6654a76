/** Several controls at once: lined up with one of them, made as large, put on every page. */
import type { DraftBody } from "@/api/drafts";
import { type DisplayRect, toDisplay } from "@/live/page-space";
import { fromDisplay } from "./box-geometry";
import { togetherWith } from "./group";
import { onPages, placed, placesOf } from "./place";

export const ALIGNMENTS = ["left", "right", "top", "bottom", "width", "height"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** @param model the control that the others follow; it stays where it is */
export function aligned(
  body: DraftBody,
  model: number,
  others: readonly number[],
  alignment: Alignment,
): DraftBody {
  const like = shownOf(body, model)?.shown;
  if (!like) return body;
  return others.reduce((before, no) => {
    const own = shownOf(before, no);
    if (!own) return before;
    return placed(before, no, { rect: fromDisplay(own.page, following(own.shown, like, alignment)) });
  }, body);
}

/** Each once, and a group once; from the highest number down: what is added then leaves the numbers of the others alone. */
export function allOnPages(body: DraftBody, numbers: readonly number[], pages: readonly number[]): DraftBody {
  const groups = numbers.map((no) => Math.min(...togetherWith(body, no)));
  const downwards = [...new Set(groups)].sort((one, other) => other - one);
  return downwards.reduce((before, no) => onPages(before, no, pages), body);
}

function shownOf(body: DraftBody, no: number) {
  const at = placesOf(body).find((place) => place.no === no)?.at;
  const page = at && body.document?.pages[at.page - 1]?.page_box;
  return page && { page, shown: toDisplay(page, at.rect) };
}

function following(own: DisplayRect, like: DisplayRect, alignment: Alignment): DisplayRect {
  switch (alignment) {
    case "right":
      return { ...own, left: like.left + like.width - own.width };
    case "bottom":
      return { ...own, top: like.top + like.height - own.height };
    default:
      return { ...own, [alignment]: like[alignment] };
  }
}
