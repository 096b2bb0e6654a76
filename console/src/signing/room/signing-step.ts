/** Where a party stands: one step of the way, from the view alone. */
import type { ConsentKind, PartyView, SessionView } from "@/live/protocol";
import { isRoutine } from "@/live/session-view";
import { isTurnOf, ownControls } from "@/signing/routine/whose-turn";

export type SigningStep =
  | "called_off"
  | "done"
  | "sealing"
  | "refused"
  | "agreements"
  | "removed"
  | "waiting"
  | "lobby"
  | "reading"
  | "committed"
  | "wait_for_turn"
  | "consents"
  | "sign"
  | "ended_unsigned"
  | "fill"
  | "others_first";

/** Agreements that are accepted at first use, before anything else. */
export const FIRST_USE: readonly ConsentKind[] = ["terms", "privacy", "certificate"];

/** @param wasRemoved whether the host took this party out of the room since the page was opened */
export function signingStep(view: SessionView, party: PartyView, wasRemoved: boolean): SigningStep {
  switch (view.phase) {
    case "called_off":
      return "called_off";
    case "closing":
    case "closed":
      return "done";
    case "sealing":
      return "sealing";
    case "refused":
    case "revoked":
    case "expired":
      return "ended_unsigned";
    default:
  }
  if (party.refused) return "refused";
  if (party.committed_at !== undefined) return "committed";
  if (FIRST_USE.some((kind) => consentOf(party, kind) !== true)) return "agreements";
  if (isRoutine(view)) return routineStep(view, party);
  if (!party.admitted) return wasRemoved ? "removed" : "waiting";
  switch (view.phase) {
    case "opening":
    case "reading":
      return "reading";
    case "signing":
      if (party.grant_until === undefined) return "wait_for_turn";
      return isConsentSettled(view, party) ? "sign" : "consents";
    default:
      return "lobby";
  }
}

/** Nobody leads an ordinary contract: what a party may do follows from phase and turn. */
function routineStep(view: SessionView, party: PartyView): SigningStep {
  if (view.phase === "filling" && ownControls(view, party.no).length > 0 && !party.filled) return "fill";
  if (view.phase !== "signing" || !isTurnOf(view, party)) return "others_first";
  return consentOf(party, "ink") === true ? "sign" : "consents";
}

/** The latest answer, if there is one. */
export function consentOf(party: PartyView, kind: ConsentKind): boolean | undefined {
  return party.consents.find((consent) => consent.kind === kind)?.given;
}

function isConsentSettled(view: SessionView, party: PartyView): boolean {
  const recording = consentOf(party, "recording");
  const isRecordingSettled = recording === true || (recording === false && view.policy.may_refuse_recording);
  return consentOf(party, "ink") === true && isRecordingSettled;
}
