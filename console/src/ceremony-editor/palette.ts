/** What can be put on a page, as the palette offers it: with the size it comes in and what it takes. */
import type { FillControl, KnownFact, SignContent, ValueKind } from "@/live/plan";
import type { Size } from "./box-geometry";

export type Offer =
  | { readonly sort: "sign"; readonly key: SignKey; readonly content: SignContent; readonly size: Size }
  | {
      readonly sort: "group";
      readonly key: "group";
      readonly members: readonly GroupMember[];
      readonly size: Size;
    }
  | { readonly sort: "fill"; readonly key: FillKey; readonly kind: ValueKind; readonly size: Size };

/** One of the controls of a 签批, from the group's upper left corner as displayed. */
export interface GroupMember {
  readonly content: SignContent;
  readonly left: number;
  readonly top: number;
  readonly size: Size;
}

export type SignKey =
  | "ink"
  | "seal"
  | "legal"
  | "personSeal"
  | "straddle"
  | "date_of_act"
  | "printed_name"
  | "opinion";
export type FillKey = Exclude<ValueKind["kind"], "known"> | `known_${KnownFact}`;

const LINE: Size = { w: 180_000, h: 22_000 };
const SIGNS: readonly (readonly [SignKey, SignContent, Size])[] = [
  ["ink", { kind: "ink" }, { w: 170_000, h: 68_000 }],
  ["seal", { kind: "seal", holder: "organisation" }, { w: 119_000, h: 119_000 }],
  ["legal", { kind: "seal", holder: "legal_representative" }, { w: 57_000, h: 57_000 }],
  ["personSeal", { kind: "seal", holder: "person" }, { w: 57_000, h: 57_000 }],
  ["straddle", { kind: "straddle", last_page: 0 }, { w: 60_000, h: 119_000 }],
  ["date_of_act", { kind: "date" }, { w: 120_000, h: 22_000 }],
  ["printed_name", { kind: "name" }, { w: 120_000, h: 22_000 }],
  ["opinion", { kind: "opinion" }, { w: 240_000, h: 36_000 }],
];
/** Opinion on top, signature under it, name and day beside that. */
const GROUP: Offer = {
  sort: "group",
  key: "group",
  size: { w: 260_000, h: 100_000 },
  members: [
    { content: { kind: "opinion" }, left: 0, top: 0, size: { w: 260_000, h: 36_000 } },
    { content: { kind: "ink" }, left: 0, top: 40_000, size: { w: 136_000, h: 60_000 } },
    { content: { kind: "name" }, left: 140_000, top: 44_000, size: { w: 120_000, h: 22_000 } },
    { content: { kind: "date" }, left: 140_000, top: 74_000, size: { w: 120_000, h: 22_000 } },
  ],
};
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
  ["picture", { kind: "picture" }, { w: 120_000, h: 90_000 }],
  ["table", { kind: "table", columns: ["品名", "数量"], max_rows: 10 }, { w: 420_000, h: 120_000 }],
  ["known_name", { kind: "known", fact: "name" }, { w: 120_000, h: 22_000 }],
  ["known_phone", { kind: "known", fact: "phone" }, { w: 130_000, h: 22_000 }],
  ["known_id_number", { kind: "known", fact: "id_number" }, LINE],
  ["known_organisation", { kind: "known", fact: "organisation" }, { w: 240_000, h: 22_000 }],
  ["known_credit_code", { kind: "known", fact: "credit_code" }, LINE],
  ["known_legal_representative", { kind: "known", fact: "legal_representative" }, { w: 120_000, h: 22_000 }],
];

export const SIGN_OFFERS: readonly Offer[] = [
  ...SIGNS.map(([key, content, size]): Offer => ({ sort: "sign", key, content, size })),
  GROUP,
];
export const FILL_OFFERS: readonly Offer[] = FILLS.map(([key, kind, size]) => ({
  sort: "fill",
  key,
  kind,
  size,
}));

/** The key under which the words for a placed fill control stand. */
export function fillKey({ kind }: FillControl): FillKey {
  if (kind.kind === "known") return `known_${kind.fact}`;
  return kind.kind;
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
    case "opinion":
      return "opinion";
    default:
      return "ink";
  }
}
