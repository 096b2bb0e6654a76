/** How far each party of an ordinary contract is, in a word. */
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { routineWords } from "@/i18n/routine-words";
import type { PartyView, SessionView } from "@/live/protocol";
import type { Tone } from "@/signing/room/people";
import { awaited, ownControls } from "./whose-turn";

export function usePartyProgress(
  view: SessionView,
): (party: PartyView) => { readonly text: string; readonly tone: Tone } {
  const t = useWords(routineWords);
  const act = useWords(actWords);
  const due = awaited(view).map(({ no }) => no);
  return (party) => {
    if (party.committed_at !== undefined) return { text: act.stateCommitted, tone: "good" };
    if (party.refused) return { text: act.stateRefused, tone: "bad" };
    if (view.phase === "filling" && ownControls(view, party.no).length > 0) {
      return party.filled ? { text: t.filled, tone: "good" } : { text: t.toFill, tone: "busy" };
    }
    return due.includes(party.no) ? { text: t.toSign, tone: "busy" } : { text: t.notYet, tone: "off" };
  };
}
