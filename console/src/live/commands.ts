/** The commands of `huiqian.v1` and what they carry: docs/reference/live-protocol.md, section "Commands". */
import type { ConsentKind, Hash, Phase, Seen } from "./protocol";

/** Who is to act for a party. */
interface PartyDetails {
  readonly name: string;
  readonly phone: string;
  readonly organisation?: string;
}

export interface CommandBodies {
  // the host
  admit: { readonly party: number };
  enter_phase: { readonly phase: Phase };
  turn_page: { readonly page: number };
  grant: { readonly party: number };
  withdraw_grant: { readonly party: number };
  pause: { readonly reason: string };
  resume: Readonly<Record<never, never>>;
  remove: { readonly party: number; readonly reason: string };
  call_off: { readonly reason: string };
  end: Readonly<Record<never, never>>;
  revoke: { readonly reason: string };
  extend_deadline: { readonly deadline: number };
  /** Without a party: everybody who is awaited. */
  remind: { readonly party?: number };
  correct_party: PartyDetails & {
    readonly party: number;
    /** The identity document that it is named by. */
    readonly paper?: { readonly kind: string; readonly number: string };
  };
  confirm_party: {
    readonly party: number;
    readonly id_seen: string;
    /** SHA-256 of a photo that was stored before. */
    readonly photo?: Hash;
  };
  // a party
  /** All values of the calling party. */
  fill: { readonly values: readonly { readonly no: number; readonly text: string }[] };
  transfer: PartyDetails;
  consent: {
    readonly kind: ConsentKind;
    readonly given: boolean;
    readonly version: string;
    readonly text: Hash;
  };
  report_reading: { readonly page: number; readonly millis: number };
  draw_stroke: {
    readonly field: number;
    readonly stroke: number;
    readonly ink: string;
    /** It comes from the signature that the person had saved. */
    readonly saved?: boolean;
  };
  clear_ink: { readonly field: number };
  commit: {
    readonly r0: Hash;
    readonly ink: Hash;
    readonly activation: string;
    readonly signature: string;
    readonly seals?: readonly { readonly field: number; readonly seal: string }[];
    readonly opinions?: readonly { readonly field: number; readonly record: string }[];
  };
  refuse: { readonly reason: string };
}

export type CommandName = keyof CommandBodies;

/** A command on its way: sent again, with the same id, until the hub acknowledges or refuses it. */
export type PendingCommand = {
  [Name in CommandName]: {
    readonly id: string;
    readonly name: Name;
    readonly body: CommandBodies[Name];
    readonly expected_seq?: number;
    /** Fixed where the command states what was seen; otherwise the head at the time of sending goes along. */
    readonly seen?: Seen;
  };
}[CommandName];

/** The hub's answer to a command. */
export type CommandOutcome =
  | { readonly kind: "done"; readonly seq: number; readonly hash: Hash }
  | {
      readonly kind: "refused";
      readonly code: string;
      /** A sentence for people, in the language of the connection. */
      readonly message: string;
      readonly params: Readonly<Record<string, string>>;
    };

const ACTS_ON_WHAT_WAS_SEEN: readonly CommandName[] = ["commit", "refuse", "turn_page", "enter_phase"];

/** Whether a command carries `expected_seq`. */
export function actsOnWhatWasSeen(name: CommandName): boolean {
  return ACTS_ON_WHAT_WAS_SEEN.includes(name);
}

const KEPT: readonly CommandName[] = ["draw_stroke", "clear_ink", "consent"];

/** Whether a command is kept on the device, so that a reload sends it again. */
export function isKept(name: CommandName): boolean {
  return KEPT.includes(name);
}
