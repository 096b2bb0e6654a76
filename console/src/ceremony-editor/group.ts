/** 签批: sign controls of one party that are made, moved, given away, copied and removed as one. */
import type { DraftBody, DraftField } from "@/api/drafts";
import { toDisplay } from "@/live/page-space";
import type { PageBox, PageRect } from "@/live/protocol";
import { displayOffset, fromDisplay, moved, type Size, shownSize } from "./box-geometry";
import type { GroupMember } from "./palette";

/** Numbers of the controls that go with `no`, itself included: a control of no group goes alone. */
export function togetherWith(body: DraftBody, no: number): readonly number[] {
  const group = body.fields[no - 1]?.group;
  if (group === undefined) return [no];
  return body.fields.flatMap((field, index) => (field.group === group ? [index + 1] : []));
}

/** A number that no group has yet. */
export function nextGroup(fields: readonly DraftField[]): number {
  return Math.max(0, ...fields.map(({ group }) => group ?? 0)) + 1;
}

/** The controls of a new group whose whole place is `area`. */
export function groupIn(
  page: PageBox,
  area: PageRect,
  members: readonly GroupMember[],
  whose: Pick<DraftField, "party" | "page"> & { readonly group: number },
): readonly DraftField[] {
  const { left, top } = toDisplay(page, area);
  return members.map(({ content, left: right, top: down, size }) => {
    const offset = shownSize(page, { w: right, h: down } satisfies Size);
    const shown = { left: left + offset.width, top: top + offset.height, ...shownSize(page, size) };
    return { ...whose, rect: fromDisplay(page, shown), content };
  });
}

/**
 * Where all of a group stand once one of them has gone from `from` to `to`; as far as all of them stay on the page.
 * Resizing one leaves the others where they are.
 */
export function movedTogether(
  page: PageBox,
  from: PageRect,
  to: PageRect,
  rects: readonly PageRect[],
): readonly PageRect[] | undefined {
  if (from.w !== to.w || from.h !== to.h) return undefined;
  const shown = rects.map((rect) => toDisplay(page, rect));
  const { across, down } = displayOffset(page, from, to);
  const right = within(across, Math.min(...shown.map(({ left }) => left)), shown.map(rightOf));
  const below = within(down, Math.min(...shown.map(({ top }) => top)), shown.map(bottomOf));
  return rects.map((rect) => moved(page, rect, right, below));
}

const rightOf = ({ left, width }: { readonly left: number; readonly width: number }) => left + width;
const bottomOf = ({ top, height }: { readonly top: number; readonly height: number }) => top + height;

/** A shift that leaves everything between 0 and 1. */
function within(shift: number, least: number, ends: readonly number[]): number {
  return Math.min(1 - Math.max(...ends), Math.max(-least, shift));
}
