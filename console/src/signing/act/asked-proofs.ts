/** What a party must still show before its act: the rule of domain/src/contract/demands.rs, for the page. */
import type { ProofView } from "@/live/plan";
import type { PartyView, SessionView } from "@/live/protocol";

/** A proof counts for the act that follows it within this time. */
const LIFE_MS = 30 * 60_000;

/** All that are asked for, with whether each was shown. */
export interface AskedProof {
  readonly by: ProofView["by"];
  readonly isShown: boolean;
}

/** @param now by the hub's clock */
export function askedProofs(view: SessionView, party: PartyView, now: number): readonly AskedProof[] {
  const asked: ProofView["by"][] = [];
  if (view.face === "asked") asked.push("face");
  if (party.demands?.means) asked.push(party.demands.means);
  const shown = (by: ProofView["by"]) =>
    (party.proofs ?? []).some((proof) => proof.by === by && now - proof.at <= LIFE_MS);
  return asked.map((by) => ({ by, isShown: shown(by) }));
}
