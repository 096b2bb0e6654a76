/** What a contract's plan places on its pages and who acts when: domain/src/contract/plan.rs, domain/src/value.rs. */
import type { PageRect, Timestamp } from "./protocol";

type SealHolder = "organisation" | "legal_representative" | "person";

/** What the act shows in a sign control; absent: handwriting. */
export type SignContent =
  | { readonly kind: "ink" | "date" | "name" }
  | SealContent
  /** Without `copy` in the signer's own words. */
  | { readonly kind: "opinion"; readonly copy?: string };

/** Characters of an opinion 签署意见. */
export const LONGEST_OPINION = 50;

/** Whether it is a signature by itself: a date, a name or an opinion alone is no act. */
export function isAct(content: SignContent | undefined): boolean {
  return (content?.kind ?? "ink") === "ink" || isSealed(content);
}

/** `opacity` in percent, 30 to 100; absent: 100. */
export type SealContent =
  | { readonly kind: "seal"; readonly holder: SealHolder; readonly opacity?: number }
  | { readonly kind: "straddle"; readonly last_page: number; readonly opacity?: number };

/** Whether the act must bring a seal for it. */
export function isSealed(content: SignContent | undefined): content is SealContent {
  return content?.kind === "seal" || content?.kind === "straddle";
}

/** The first three follow from how the sender named the party; the others are the party's own to give. */
type PlannedFact = "name" | "phone" | "organisation";
export type KnownFact = PlannedFact | "id_number" | "credit_code" | "legal_representative";

export function isPlanned(fact: KnownFact): fact is PlannedFact {
  return fact === "name" || fact === "phone" || fact === "organisation";
}

/** What a fill control takes. Counts are in characters. */
export type ValueKind =
  | { readonly kind: "line" | "paragraph"; readonly max: number }
  | { readonly kind: "number"; readonly decimals: number }
  | { readonly kind: "choice" | "choices"; readonly options: readonly string[] }
  | {
      readonly kind:
        | "date"
        | "tick"
        | "email"
        | "phone"
        | "address"
        | "id_number"
        | "credit_code"
        | "amount"
        | "picture";
    }
  | { readonly kind: "account"; readonly cells?: number }
  | { readonly kind: "amount_in_words"; readonly of: number }
  | { readonly kind: "known"; readonly fact: KnownFact }
  | { readonly kind: "table"; readonly columns: readonly string[]; readonly max_rows: number };

export type ValueFace = "hei" | "song" | "kai" | "fang_song";
export type ValueAlign = "left" | "center" | "right";

/** How a value is set; absent: 黑体 12 from the left. */
export interface ValueStyle {
  readonly face: ValueFace;
  /** In 1/1000 pt; 0: as large as fits. */
  readonly size: number;
  readonly align: ValueAlign;
}

/** A place for a value that is written in before anybody signs. */
export interface FillControl {
  /** In one series with the sign controls, after them. */
  readonly no: number;
  /** Who fills it in; absent: the sender. */
  readonly party?: number;
  /** From 1. */
  readonly page: number;
  readonly rect: PageRect;
  readonly name: string;
  readonly hint?: string;
  readonly required: boolean;
  readonly kind: ValueKind;
  readonly style?: ValueStyle;
}

/** A value that was filled in; without text once it is erased. */
export interface ValueView {
  readonly no: number;
  readonly value?: string;
}

/** What the sender asks of a party before its act: domain/src/contract/demands.rs. */
export interface Demands {
  readonly means?: SigningMeans;
  /** 3 to 300. */
  readonly read_seconds?: number;
  readonly read_to_end?: boolean;
}

export type SigningMeans = "sign_password" | "passkey";

/** Whether signers show their face. */
export type FaceRule = "asked" | "phone_code" | "no_service";

/** How a party has shown who it is, right before its act. */
export interface ProofView {
  readonly by: "face" | SigningMeans;
  readonly at: Timestamp;
}

/** What a party wrote in a control for an opinion, as `hub.opinion.v1`; without it once it is erased. */
export interface OpinionView {
  readonly no: number;
  readonly record?: string;
}

/** How long a page was on the party's screen. */
export interface PageReadView {
  readonly page: number;
  readonly millis: number;
}

/** Whether somebody's reading is judged. */
export function judgesReading(demands: Demands | undefined): boolean {
  return demands?.read_seconds !== undefined || demands?.read_to_end === true;
}

/** What an ordinary contract adds to the view of a session. */
export interface RoutineView {
  readonly controls?: readonly FillControl[];
  /** Host and parties only. */
  readonly values?: readonly ValueView[];
  readonly deadline?: Timestamp;
  readonly face?: FaceRule;
  /** 合同编号 */
  readonly number?: string;
}

/** Whether nobody types it: it follows from another value or from the party. */
export function isDerived(kind: ValueKind): boolean {
  return kind.kind === "amount_in_words" || (kind.kind === "known" && isPlanned(kind.fact));
}
