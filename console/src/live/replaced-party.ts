/** Somebody else acts for a party: what remains of it, and of the document that named it. */
import type { EventBodies } from "./event-bodies";
import type { SessionView } from "./protocol";

/** The new person must be identified first. While nobody has signed, a new R0 is written, which knows the new name. */
export function partyReplaced(view: SessionView, details: EventBodies["hub.transferred.v1"]): SessionView {
  const parties = view.parties.map((party) => {
    if (party.no !== details.party) return party;
    const { no, label, turn, filled, auto, demands } = party;
    return {
      no,
      label,
      name: details.name ?? "",
      ...(details.organisation === undefined ? {} : { organisation: details.organisation }),
      ...(details.phone === undefined ? {} : { phone: details.phone }),
      ...(turn === undefined ? {} : { turn }),
      ...(filled === undefined ? {} : { filled }),
      ...(auto === undefined ? {} : { auto }),
      ...(demands === undefined ? {} : { demands }),
      admitted: false,
      present: false,
      refused: false,
      consents: [],
    };
  });
  const ink = view.ink.filter((stroke) => stroke.party !== details.party);
  const isSigned = parties.some((party) => party.committed_at !== undefined);
  if (view.phase !== "signing" || isSigned) return { ...view, parties, ink };
  const { r0: _outdated, ...rest } = view;
  return { ...rest, parties, ink, phase: "preparing" };
}
