/** What stands on the pages: sign controls and fill controls as one list of places, each with its number. */
import type { DraftBody, DraftField } from "@/api/drafts";
import type { FillControl, ValueKind } from "@/live/plan";
import type { PageRect } from "@/live/protocol";

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

export function without(body: DraftBody, no: number): DraftBody {
  const fields = body.fields.filter((_, index) => index + 1 !== no);
  return renumbered(
    body,
    fields,
    (body.controls ?? []).filter((control) => control.no !== no),
    no,
  );
}

/** Moves, resizes, turns over to another page or party. */
export function placed(body: DraftBody, no: number, { party, ...where }: Placing): DraftBody {
  const isSign = no <= body.fields.length;
  if (isSign) {
    const fields = body.fields.map((field, index) =>
      index + 1 === no ? { ...field, ...where, party: party ?? field.party } : field,
    );
    return { ...body, fields };
  }
  return changedControl(body, no, (control) => {
    const { party: before, ...rest } = control;
    const next = party === undefined ? before : (party ?? undefined);
    return { ...rest, ...where, ...(next === undefined ? {} : { party: next }) };
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

/** The same place on every other page. */
export function onEveryPage(body: DraftBody, no: number): DraftBody {
  const place = placesOf(body).find((each) => each.no === no);
  const pages = body.document?.pages.length ?? 0;
  if (!place) return body;
  const others = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (page) => page !== place.at.page,
  );
  return place.sort === "sign"
    ? withSign(
        body,
        others.map((page) => ({ ...place.at, page })),
      )
    : withFill(
        body,
        others.map((page) => ({ ...place.at, page })),
      );
}

/** Everything of parties that are gone goes with them. */
export function withoutPartiesAbove(body: DraftBody, count: number): DraftBody {
  const isGone = ({ at }: Place) => (at.party ?? 0) > count;
  const gone = placesOf(body).filter(isGone);
  return gone.reduceRight((left, { no }) => without(left, no), body);
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
