/** How far somebody has come on the other device, as the view tells. */
import { isDerived } from "@/live/plan";
import type { PartyView, SessionView } from "@/live/protocol";

export type StepOnPhone = "reading" | "filling" | "drawing" | "committed" | "sealing" | "signed" | "ended";

export function stepOnPhone(view: SessionView, party: PartyView): StepOnPhone {
  switch (view.phase) {
    case "closing":
    case "closed":
      return "signed";
    case "sealing":
      return "sealing";
    case "called_off":
    case "refused":
    case "revoked":
    case "expired":
      return "ended";
    case "filling": {
      const isAsked = view.controls?.some(
        (control) => control.party === party.no && !isDerived(control.kind),
      );
      return isAsked && !party.filled ? "filling" : "reading";
    }
    default:
      if (party.committed_at !== undefined) return "committed";
      return view.ink.some((stroke) => stroke.party === party.no) ? "drawing" : "reading";
  }
}

/** The page to look at: where the party's ink came last, else its first box, else the first page. */
export function lookedAt(view: SessionView, party: number): number {
  const own = view.fields.filter((field) => field.party === party);
  const [last] = view.ink.filter((stroke) => stroke.party === party).slice(-1);
  return (own.find(({ no }) => no === last?.field) ?? own[0])?.page ?? 1;
}
