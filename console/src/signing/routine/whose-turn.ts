/** Whom an ordinary contract waits for: the hub's rules (domain/src/contract/state.rs), for the pages. */
import { type FillControl, isDerived } from "@/live/plan";
import type { PartyView, SessionView } from "@/live/protocol";

/** What this party has to fill in, in the order of the pages. */
export function ownControls(view: SessionView, party: number): readonly FillControl[] {
  return (view.controls ?? []).filter((control) => control.party === party && !isDerived(control.kind));
}

/** Whether nobody with an earlier turn is still to act. */
export function isTurnOf(view: SessionView, party: PartyView): boolean {
  if (view.policy.order === "together") return true;
  const own = turnOf(party);
  return view.parties.every((other) => other.committed_at !== undefined || turnOf(other) >= own);
}

/** Parties that must do something now. */
export function awaited(view: SessionView): readonly PartyView[] {
  if (view.phase === "filling") {
    return view.parties.filter((party) => !party.filled && ownControls(view, party.no).length > 0);
  }
  if (view.phase !== "signing") return [];
  return view.parties.filter((party) => party.committed_at === undefined && isTurnOf(view, party));
}

export function turnOf(party: PartyView): number {
  return party.turn ?? party.no;
}
