import type { PendingCommand } from "@/live/commands";
import type { ConsentView, PartyView } from "@/live/protocol";

/** The party with the consents that are on their way counted as given, so that no question is asked twice. */
export function withPendingConsents(party: PartyView, pending: readonly PendingCommand[]): PartyView {
  let consents = party.consents;
  for (const command of pending) {
    if (command.name !== "consent") continue;
    const { kind, given } = command.body;
    const answer: ConsentView = { kind, given };
    consents = [...consents.filter((consent) => consent.kind !== kind), answer];
  }
  return consents === party.consents ? party : { ...party, consents };
}
