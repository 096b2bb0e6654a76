/** How many characters a control has room for: its width sets how many can be filled in [E24]. */
import type { FillControl, ValueKind, ValueStyle } from "@/live/plan";
import type { PageBox, PageRect } from "@/live/protocol";

/** As pdf/src/text/block.rs sets text: between base lines, and between frame and letters, in parts of the size. */
const LEADING = 1.35;
const PADDING = 0.15;
/** 黑体 12, which also stands for “as large as fits”. */
const SIZE = 12_000;
/** As domain/src/value.rs and the property panel bound them. */
const MOST = 2_000;

/** Full-width characters that have room; absent for kinds of value whose length is not the sender's to choose. */
export function roomFor(
  kind: ValueKind,
  rect: PageRect,
  page: PageBox,
  style: ValueStyle | undefined,
): number | undefined {
  if (kind.kind !== "line" && kind.kind !== "paragraph") return undefined;
  const size = style?.size || SIZE;
  const isTurned = page.rotate === 90 || page.rotate === 270;
  const [width, height] = isTurned ? [rect.h, rect.w] : [rect.w, rect.h];
  const perLine = Math.floor((width - 2 * PADDING * size) / size);
  const lines = kind.kind === "line" ? 1 : Math.floor((height + (LEADING - 1) * size) / (LEADING * size));
  return Math.min(MOST, Math.max(1, perLine * Math.max(1, lines)));
}

/** The control with as many characters as it has room for. */
export function fitted(control: FillControl, page: PageBox): FillControl {
  const { kind, rect, style } = control;
  const max = roomFor(kind, rect, page, style);
  if (max === undefined || (kind.kind !== "line" && kind.kind !== "paragraph")) return control;
  return { ...control, kind: { ...kind, max } };
}
