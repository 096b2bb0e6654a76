/** The messages of `huiqian.v1` and the shapes in them: docs/reference/live-protocol.md, domain/src/contract/view.rs. */
import type { EventBodies, EventKind } from "./event-bodies";
import type { Demands, OpinionView, PageReadView, ProofView, RoutineView, SignContent } from "./plan";

/** SHA-256 in lower-case hex. */
export type Hash = string;
/** Milliseconds since 1970-01-01T00:00:00Z, by the hub's clock. */
export type Timestamp = number;

export type Role = "host" | "colleague" | "party" | "reader" | "viewer" | "stage";

export type Phase =
  | "draft"
  | "filling"
  | "preparing"
  | "lobby"
  | "opening"
  | "reading"
  | "signing"
  | "sealing"
  | "closing"
  | "closed"
  | "called_off"
  | "refused"
  | "revoked"
  | "expired";

export type ConsentKind = "terms" | "privacy" | "certificate" | "ink" | "recording";
export type IdentityMethod = "phone_code" | "host_face_to_face" | "outbox_code";
export type GrantEnd = "committed" | "expired" | "withdrawn" | "new_device";

/** 1/1000 pt of unrotated page space, origin bottom left, y up. */
export interface PageRect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PageBox {
  readonly visible: PageRect;
  /** Clockwise: 0, 90, 180 or 270. */
  readonly rotate: number;
  /** UserUnit × 1000. */
  readonly user_unit: number;
}

export interface PageImage {
  readonly image: Hash;
  readonly width_px: number;
  readonly height_px: number;
  readonly text: Hash;
}

export interface SigningField {
  readonly no: number;
  readonly party: number;
  /** From 1. */
  readonly page: number;
  readonly rect: PageRect;
  readonly content?: SignContent;
  /** 签批: controls of one party with the same number belong together. */
  readonly group?: number;
}

export interface Policy {
  readonly order: "together" | "in_turn";
  readonly may_refuse_recording: boolean;
  readonly grant_minutes: number;
  readonly demo: boolean;
  readonly offset_minutes: number;
  /** Absent: live, led by a host. */
  readonly course?: "live" | "routine";
}

export interface ConsentView {
  readonly kind: ConsentKind;
  readonly given: boolean;
}

export interface PartyView {
  readonly no: number;
  readonly label: string;
  readonly name: string;
  readonly organisation?: string;
  /** Host only. */
  readonly phone?: string;
  /** Host only: kind and number of the identity document that the sender named, with a blank between. */
  readonly paper?: string;
  readonly method?: IdentityMethod;
  readonly admitted: boolean;
  readonly present: boolean;
  readonly grant_until?: Timestamp;
  readonly committed_at?: Timestamp;
  readonly refused: boolean;
  readonly turn?: number;
  /** Its values are in. */
  readonly filled?: boolean;
  /** Somebody of another name came for it, and was not let in. */
  readonly mismatched?: boolean;
  /** It signs by itself. */
  readonly auto?: boolean;
  /** 或签: the names of all who may sign for it. */
  readonly any_of?: readonly string[];
  readonly demands?: Demands;
  /** Where its reading is judged, pages ascending. */
  readonly read?: readonly PageReadView[];
  readonly proofs?: readonly ProofView[];
  /** What it wrote at its act; host and parties only. */
  readonly opinions?: readonly OpinionView[];
  readonly consents: readonly ConsentView[];
}

/** Somebody who may read the contract 抄送人. */
export interface ReaderView {
  readonly no: number;
  readonly name: string;
  /** Host only. */
  readonly address?: string;
}

export interface StrokeView {
  readonly party: number;
  readonly field: number;
  readonly stroke: number;
  /** The encoded stroke, base64url; absent once erased. */
  readonly ink?: string;
}

/** The whole session as one participant sees it at `seq`. */
export interface SessionView extends RoutineView {
  readonly seq: number;
  readonly hash: Hash;
  readonly at: Timestamp;
  readonly last_material_seq: number;
  readonly first_line: Hash;
  readonly opened_at: Timestamp;
  readonly phase: Phase;
  readonly paused: boolean;
  readonly title: string;
  readonly host_name: string;
  readonly host_present: boolean;
  readonly policy: Policy;
  readonly degraded: readonly string[];
  readonly r0?: Hash;
  readonly page_boxes: readonly PageBox[];
  readonly images: readonly PageImage[];
  /** From 1; 0 before the first page turn. */
  readonly page: number;
  readonly page_turn: Hash;
  readonly parties: readonly PartyView[];
  readonly fields: readonly SigningField[];
  /** Host and parties only. */
  readonly readers?: readonly ReaderView[];
  readonly ink: readonly StrokeView[];
  readonly signatures: number;
  /** Why sealing waits, while it does. */
  readonly sealing_waits_for?: string | undefined;
  readonly document?: Hash;
  readonly sealed_at?: Timestamp;
  readonly film?: Hash;
  readonly film_missing?: string;
  readonly ended: boolean;
}

interface EventOf<Kind extends EventKind> {
  readonly type: "event";
  readonly seq: number;
  readonly hash: Hash;
  readonly at: Timestamp;
  readonly by: string;
  readonly kind: Kind;
  readonly material: boolean;
  readonly body: EventBodies[Kind];
}

/** One line of the log, as this participant may see it. */
export type SessionEvent = { [Kind in EventKind]: EventOf<Kind> }[EventKind];

export interface Seen {
  readonly n: number;
  readonly hash: Hash;
}

export type ClientMessage =
  | {
      readonly type: "hello";
      readonly last_seq: number;
      readonly first_line?: Hash;
      readonly lang: "zh" | "en";
    }
  | {
      readonly type: "command";
      readonly id: string;
      readonly name: string;
      readonly body: object;
      readonly expected_seq?: number;
      readonly seen?: Seen;
    }
  | { readonly type: "ping"; readonly t: number };

export interface You {
  readonly role: Role;
  readonly party?: number;
  /** Whether a colleague of the sender may do more than read. */
  readonly manages?: boolean;
}

export type HubMessage =
  | {
      readonly type: "welcome";
      readonly you: You;
      readonly hub_time: Timestamp;
      readonly view?: SessionView;
      readonly events?: readonly SessionEvent[];
    }
  | SessionEvent
  | { readonly type: "ack"; readonly id: string; readonly seq: number; readonly hash: Hash }
  | {
      readonly type: "refused";
      readonly id: string;
      readonly code: string;
      readonly message: string;
      readonly params: Readonly<Record<string, string>>;
    }
  | { readonly type: "pong"; readonly t: number; readonly hub_time: Timestamp }
  | { readonly type: "viewers"; readonly count: number }
  | { readonly type: "bye"; readonly reconnect_within_ms: number };

/** Close codes of the hub and whether to come back (docs/reference/live-protocol.md). */
export const CloseCode = {
  over: 1000,
  restart: 1012,
  notSignedIn: 4001,
  notAllowed: 4003,
  slow: 4008,
  otherDevice: 4009,
  malformed: 4010,
} as const;
