/** What can be put on a page, as the palette offers it: with the size it comes in and what it takes. */
import type { FillControl, SignContent, ValueKind } from "@/live/plan";
import type { Size } from "./box-geometry";

export type Offer =
  | { readonly sort: "sign"; readonly key: SignKey; readonly content: SignContent; readonly size: Size }
  | { readonly sort: "fill"; readonly key: FillKey; readonly kind: ValueKind; readonly size: Size };

export type SignKey = "ink" | "seal" | "legal" | "personSeal" | "straddle" | "date_of_act" | "printed_name";
export type FillKey = Exclude<ValueKind["kind"], "known" | "picture"> | "known_name" | "known_organisation";

const LINE: Size = { w: 180_000, h: 22_000 };
const SIGNS: readonly (readonly [SignKey, SignContent, Size])[] = [
  ["ink", { kind: "ink" }, { w: 170_000, h: 68_000 }],
  ["seal", { kind: "seal", holder: "organisation" }, { w: 119_000, h: 119_000 }],
  ["legal", { kind: "seal", holder: "legal_representative" }, { w: 57_000, h: 57_000 }],
  ["personSeal", { kind: "seal", holder: "person" }, { w: 57_000, h: 57_000 }],
  ["straddle", { kind: "straddle", last_page: 0 }, { w: 60_000, h: 119_000 }],
  ["date_of_act", { kind: "date" }, { w: 120_000, h: 22_000 }],
  ["printed_name", { kind: "name" }, { w: 120_000, h: 22_000 }],
];
const FILLS: readonly (readonly [FillKey, ValueKind, Size])[] = [
  ["line", { kind: "line", max: 40 }, LINE],
  ["paragraph", { kind: "paragraph", max: 400 }, { w: 400_000, h: 70_000 }],
  ["number", { kind: "number", decimals: 2 }, { w: 100_000, h: 22_000 }],
  ["amount", { kind: "amount" }, LINE],
  ["amount_in_words", { kind: "amount_in_words", of: 0 }, { w: 260_000, h: 22_000 }],
  ["date", { kind: "date" }, { w: 130_000, h: 22_000 }],
  ["choice", { kind: "choice", options: ["选项一", "选项二"] }, LINE],
  ["choices", { kind: "choices", options: ["选项一", "选项二"] }, LINE],
  ["tick", { kind: "tick" }, { w: 22_000, h: 22_000 }],
  ["email", { kind: "email" }, LINE],
  ["phone", { kind: "phone" }, { w: 130_000, h: 22_000 }],
  ["address", { kind: "address" }, { w: 320_000, h: 22_000 }],
  ["id_number", { kind: "id_number" }, LINE],
  ["credit_code", { kind: "credit_code" }, LINE],
  ["account", { kind: "account" }, LINE],
  ["table", { kind: "table", columns: ["品名", "数量"], max_rows: 10 }, { w: 420_000, h: 120_000 }],
  ["known_name", { kind: "known", fact: "name" }, { w: 120_000, h: 22_000 }],
  ["known_organisation", { kind: "known", fact: "organisation" }, { w: 240_000, h: 22_000 }],
];

export const SIGN_OFFERS: readonly Offer[] = SIGNS.map(([key, content, size]) => ({
  sort: "sign",
  key,
  content,
  size,
}));
export const FILL_OFFERS: readonly Offer[] = FILLS.map(([key, kind, size]) => ({
  sort: "fill",
  key,
  kind,
  size,
}));

/** The key under which the words for a placed fill control stand. */
export function fillKey({ kind }: FillControl): FillKey {
  if (kind.kind === "known") return kind.fact === "organisation" ? "known_organisation" : "known_name";
  return kind.kind === "picture" ? "line" : kind.kind;
}

export function signKey(content: SignContent | undefined): SignKey {
  switch (content?.kind) {
    case "seal":
      return content.holder === "organisation"
        ? "seal"
        : content.holder === "person"
          ? "personSeal"
          : "legal";
    case "straddle":
      return "straddle";
    case "date":
      return "date_of_act";
    case "name":
      return "printed_name";
    default:
      return "ink";
  }
}
