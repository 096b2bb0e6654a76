/** What every part of the host's panel works with. */
import type { HostSeat } from "@/api/contracts";
import type { CommandBodies, CommandName } from "@/live/commands";
import type { LiveSession, LiveState } from "@/live/live-session";
import type { PartyView, SessionView } from "@/live/protocol";

export interface HostRoom {
  readonly session: LiveSession;
  readonly seat: HostSeat;
  readonly state: LiveState;
  readonly view: SessionView;
  /** Gives a command; says whether the hub did it. A refusal is shown to the host. */
  readonly give: <Name extends CommandName>(name: Name, body: CommandBodies[Name]) => Promise<boolean>;
}

/** Whether this person only reads: a colleague whom the organisation does not let manage it. */
export function isReader({ state: { you } }: HostRoom): boolean {
  return you?.role === "colleague" && you.manages !== true;
}

export type PartyState =
  | "absent"
  | "verifying"
  | "waiting"
  | "in"
  | "away"
  | "granted"
  | "drawing"
  | "committed"
  | "refused";

/** Where a party stands, in the order in which the host cares. */
export function partyState(view: SessionView, party: PartyView): PartyState {
  if (party.committed_at !== undefined) return "committed";
  if (party.refused) return "refused";
  if (party.method === undefined) return "verifying";
  if (!party.admitted) return party.present ? "waiting" : "absent";
  if (!party.present) return "away";
  if (party.grant_until === undefined) return "in";
  return view.ink.some((stroke) => stroke.party === party.no) ? "drawing" : "granted";
}

/** Whether the host can still change anything. */
export function isBeforeSealing(view: SessionView): boolean {
  return ["lobby", "opening", "reading", "signing"].includes(view.phase);
}
