/** What each kind of event carries: domain/src/contract/event.rs, personal values in the clear or absent. */
import type { Demands, FaceRule, FillControl, OpinionView, ProofView, ValueView } from "./plan";
import type {
  ConsentKind,
  GrantEnd,
  Hash,
  IdentityMethod,
  PageBox,
  PageImage,
  Phase,
  Policy,
  ReaderView,
  SigningField,
  Timestamp,
} from "./protocol";

export interface PlannedParty {
  readonly no: number;
  readonly label: string;
  readonly name?: string;
  readonly phone?: string;
  readonly organisation?: string;
  readonly paper?: string;
  readonly turn?: number;
  readonly demands?: Demands;
  readonly auto?: { readonly seal: string };
  readonly any_of?: readonly { readonly no: number; readonly name?: string }[];
}

/** Who acts for a party from now on. */
interface PartyDetails extends PartyOnly {
  readonly name?: string;
  readonly phone?: string;
  readonly organisation?: string;
  readonly paper?: string;
}

/** Whose certificate or time-stamp it is; absent: the hub's own, because none outside is configured. */
type AuthorityUsed =
  | { readonly kind: "external"; readonly name: string }
  | { readonly kind: "embedded_instead"; readonly code: string };

interface PartyOnly {
  readonly party: number;
}

type Nothing = Readonly<Record<never, never>>;

export interface EventBodies {
  "hub.opened.v1": {
    readonly host: string;
    readonly title?: string;
    readonly host_name?: string;
    readonly draft: Hash;
    readonly uploaded: Hash;
    readonly clean: Hash;
    readonly page_count: number;
    /** SHA-256 of the list of page boxes; the list itself comes with the snapshot. */
    readonly pages: Hash | readonly PageBox[];
    readonly parties: readonly PlannedParty[];
    readonly fields: readonly SigningField[];
    readonly controls?: readonly FillControl[];
    readonly values?: readonly ValueView[];
    readonly deadline?: Timestamp;
    readonly face?: FaceRule;
    /** 抄送人; host and parties only. */
    readonly readers?: { readonly people: readonly Partial<ReaderView>[] };
    /** 合同编号 */
    readonly number?: string;
    readonly policy: Policy;
    readonly origin: string;
    readonly build: Hash;
    readonly degraded: readonly string[];
    readonly nonce: string;
  };
  "hub.filled.v1": PartyOnly & { readonly values: readonly ValueView[] };
  "hub.filling_done.v1": Nothing;
  "hub.prepared.v1": {
    readonly r0: Hash;
    readonly length: number;
    readonly plan: Hash;
    readonly images: readonly PageImage[];
    readonly first_image: Hash;
    readonly certificate: Hash;
  };
  "hub.phase_entered.v1": { readonly phase: Phase };
  "hub.party_verified.v1": PartyOnly & {
    readonly method: IdentityMethod;
    readonly device_key: string;
    readonly id_seen?: string;
    readonly photo?: Hash;
  };
  "hub.party_proven.v1": PartyOnly & { readonly proof: { readonly by: ProofView["by"] } };
  "hub.party_mismatched.v1": PartyOnly;
  "hub.own_link_made.v1": PartyOnly;
  "hub.auto_sign_failed.v1": PartyOnly & { readonly code: string };
  "hub.party_admitted.v1": PartyOnly;
  "hub.party_present.v1": PartyOnly;
  "hub.party_absent.v1": PartyOnly;
  "hub.host_present.v1": Nothing;
  "hub.host_absent.v1": Nothing;
  "hub.consented.v1": PartyOnly & {
    readonly kind: ConsentKind;
    readonly given: boolean;
    readonly version: string;
    readonly text: Hash;
  };
  "hub.page_turned.v1": { readonly page: number; readonly image: Hash };
  "hub.page_read.v1": PartyOnly & { readonly page: number; readonly millis: number };
  "hub.granted.v1": PartyOnly & { readonly r0: Hash; readonly until: Timestamp };
  "hub.grant_ended.v1": PartyOnly & { readonly reason: GrantEnd };
  "hub.ink_stroke.v1": PartyOnly & {
    readonly field: number;
    readonly stroke: number;
    readonly points: number;
    readonly digest: Hash;
    readonly ink?: string;
    readonly saved?: boolean;
  };
  "hub.ink_cleared.v1": PartyOnly & { readonly field: number };
  "hub.committed.v1": PartyOnly & {
    readonly r0: Hash;
    readonly ink: Hash;
    readonly activation: string;
    readonly signature?: string;
    readonly opinions?: readonly OpinionView[];
  };
  "hub.sealing_due.v1": { readonly r0: Hash; readonly acts: number };
  "hub.party_signed.v1": PartyOnly & {
    readonly base: Hash;
    readonly revision: Hash;
    readonly length: number;
    readonly certificate: Hash;
    readonly serial: string;
    readonly token: Hash;
    readonly token_time: Timestamp;
    readonly time_authority?: AuthorityUsed;
    readonly issuer?: AuthorityUsed;
  };
  "hub.sealing_waiting.v1": { readonly code: string };
  "hub.preserved.v1": {
    readonly base: Hash;
    readonly validation_length: number;
    readonly revision: Hash;
    readonly length: number;
    readonly token: Hash;
    readonly token_time: Timestamp;
    readonly time_authority?: AuthorityUsed;
  };
  "hub.preservation_missing.v1": { readonly code: string };
  "hub.sealed.v1": { readonly document: Hash; readonly length: number; readonly signatures: number };
  "hub.paused.v1": { readonly reason?: string };
  "hub.resumed.v1": Nothing;
  "hub.party_removed.v1": PartyOnly & { readonly reason?: string };
  "hub.refused.v1": PartyOnly & { readonly reason?: string };
  "hub.called_off.v1": { readonly reason?: string };
  "hub.revoked.v1": { readonly reason?: string };
  "hub.expired.v1": Nothing;
  "hub.deadline_extended.v1": { readonly deadline: Timestamp };
  "hub.party_corrected.v1": PartyDetails;
  "hub.transferred.v1": PartyDetails;
  "hub.part_taken.v1": PartyDetails;
  "hub.colleague_acted.v1": Nothing;
  "hub.sender_replaced.v1": { readonly to: string; readonly member: number; readonly name?: string };
  "hub.reminded.v1": PartyOnly;
  "hub.approval_awaited.v1": PartyOnly;
  "hub.approval_settled.v1": PartyOnly & { readonly passed: boolean };
  "hub.film_rendered.v1": {
    readonly film: Hash;
    readonly length: number;
    readonly duration_ms: number;
    readonly renderer: Hash;
    readonly from_seq: number;
    readonly from_hash: Hash;
  };
  "hub.film_missing.v1": { readonly code: string };
  "hub.ended.v1": Nothing;
  "hub.closed.v1": { readonly lines: number; readonly strokes: number; readonly signatures: number };
}

export type EventKind = keyof EventBodies;
