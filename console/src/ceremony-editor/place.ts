/** What stands on the pages: sign controls and fill controls as one list of places, each with its number. */
import type { DraftBody, DraftField } from "@/api/drafts";
import type { FillControl, SignContent, ValueKind } from "@/live/plan";
import type { PageRect } from "@/live/protocol";
import { fitted } from "./characters";
import { movedTogether, nextGroup, togetherWith } from "./group";

export type Place =
  | { readonly sort: "sign"; readonly no: number; readonly at: DraftField }
  | { readonly sort: "fill"; readonly no: number; readonly at: FillControl };

/** A change of where and whose a place is. */
export interface Placing {
  readonly page?: number;
  readonly rect?: PageRect;
  /** `null`: the sender. Only fill controls can be the sender's. */
  readonly party?: number | null;
}

/** Signing and what is known of a party are always a party's. */
export function mayBeSenders(place: Place): boolean {
  return place.sort === "fill" && place.at.kind.kind !== "known";
}

/** Numbers run through the sign controls, then the fill controls. */
export function placesOf(body: DraftBody): readonly Place[] {
  const signs = body.fields.map((at, index): Place => ({ sort: "sign", no: index + 1, at }));
  const fills = (body.controls ?? []).map((at): Place => ({ sort: "fill", no: at.no, at }));
  return [...signs, ...fills];
}

export function withSign(body: DraftBody, added: readonly DraftField[]): DraftBody {
  return renumbered(body, [...body.fields, ...added], body.controls ?? []);
}

/** Adds fill controls; their numbers are given here. */
export function withFill(body: DraftBody, added: readonly Omit<FillControl, "no">[]): DraftBody {
  const first = body.fields.length + (body.controls ?? []).length + 1;
  const controls = added.map((control, index) => ({ ...control, no: first + index }));
  return { ...body, controls: [...(body.controls ?? []), ...controls] };
}

/** Takes a control away, and with it what belongs to its group 签批. */
export function without(body: DraftBody, no: number): DraftBody {
  return togetherWith(body, no).reduceRight(withoutOne, body);
}

function withoutOne(body: DraftBody, no: number): DraftBody {
  const fields = body.fields.filter((_, index) => index + 1 !== no);
  return renumbered(
    body,
    fields,
    (body.controls ?? []).filter((control) => control.no !== no),
    no,
  );
}

/** Moves, resizes, turns over to another page or party; a group 签批 as one. */
export function placed(body: DraftBody, no: number, { party, ...where }: Placing): DraftBody {
  const sign = body.fields[no - 1];
  if (sign) {
    const numbers = togetherWith(body, no);
    const page = body.document?.pages[sign.page - 1]?.page_box;
    const members = numbers.flatMap((each) => body.fields[each - 1]?.rect ?? []);
    const rects = where.rect && page && movedTogether(page, sign.rect, where.rect, members);
    const fields = body.fields.map((field, index) => {
      const at = numbers.indexOf(index + 1);
      if (at < 0) return field;
      const rect = rects?.[at] ?? (index + 1 === no ? where.rect : undefined) ?? field.rect;
      return { ...field, ...where, rect, party: party ?? field.party };
    });
    return { ...body, fields };
  }
  return changedControl(body, no, (control) => {
    const { party: before, ...rest } = control;
    const next = party === undefined ? before : (party ?? undefined);
    const after = { ...rest, ...where, ...(next === undefined ? {} : { party: next }) };
    const isResized = after.rect.w !== control.rect.w || after.rect.h !== control.rect.h;
    const page = body.document?.pages[after.page - 1]?.page_box;
    return isResized && page ? fitted(after, page) : after;
  });
}

export function changedControl(
  body: DraftBody,
  no: number,
  change: (control: FillControl) => FillControl,
): DraftBody {
  const controls = (body.controls ?? []).map((control) => (control.no === no ? change(control) : control));
  return { ...body, controls };
}

/** The same place on these pages, too; of a group 签批 all places, as a group of their own on each. */
export function onPages(body: DraftBody, no: number, pages: readonly number[]): DraftBody {
  const chosen = placesOf(body).find((each) => each.no === no);
  if (!chosen) return body;
  const others = pages.filter((page) => page !== chosen.at.page);
  if (chosen.sort === "fill") {
    return withFill(
      body,
      others.map((page) => ({ ...chosen.at, page })),
    );
  }
  const members = togetherWith(body, no).flatMap((each) => body.fields[each - 1] ?? []);
  const first = nextGroup(body.fields);
  const copies = others.flatMap((page, index) =>
    members.map((field) => ({
      ...field,
      page,
      ...(field.group !== undefined && { group: first + index }),
    })),
  );
  return withSign(body, copies);
}

/** The controls of a group go on by themselves. */
export function ungrouped(body: DraftBody, no: number): DraftBody {
  const members = togetherWith(body, no);
  const fields = body.fields.map((field, index) => {
    if (!members.includes(index + 1)) return field;
    const { group: _before, ...alone } = field;
    return alone;
  });
  return { ...body, fields };
}

/** What a sign control shows. */
export function changedSign(body: DraftBody, no: number, content: SignContent): DraftBody {
  return {
    ...body,
    fields: body.fields.map((field, index) => (index + 1 === no ? { ...field, content } : field)),
  };
}

/** Everything of parties that are gone goes with them. */
export function withoutPartiesAbove(body: DraftBody, count: number): DraftBody {
  const isGone = ({ at }: Place) => (at.party ?? 0) > count;
  const gone = placesOf(body).filter(isGone);
  return gone.reduceRight((left, { no }) => withoutOne(left, no), body);
}

/** Fill controls are numbered on after the sign controls; what refers to a number follows it. */
function renumbered(
  body: DraftBody,
  fields: readonly DraftField[],
  kept: readonly FillControl[],
  removed?: number,
): DraftBody {
  const numbers = new Map(kept.map(({ no }, index) => [no, fields.length + index + 1]));
  const controls = kept
    .map((control) => ({
      ...control,
      no: numbers.get(control.no) ?? control.no,
      kind: referring(control.kind, numbers),
    }))
    .filter(({ kind }) => kind !== undefined) as readonly FillControl[];
  const values = (body.values ?? [])
    .filter(({ no }) => no !== removed)
    .flatMap((value) => {
      const no = numbers.get(value.no);
      return no === undefined ? [] : [{ ...value, no }];
    });
  const next = { ...body, fields, controls, values };
  const isWhole = controls.length === kept.length;
  return isWhole ? next : renumbered({ ...next, values }, fields, controls);
}

/** 人民币大写 of an amount that is gone is gone, too. */
function referring(kind: ValueKind, numbers: ReadonlyMap<number, number>): ValueKind | undefined {
  if (kind.kind !== "amount_in_words") return kind;
  const of = numbers.get(kind.of);
  return of === undefined ? undefined : { ...kind, of };
}
