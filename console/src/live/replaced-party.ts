/** Somebody else acts for a party: what remains of it, and of the document that named it. */
import type { EventBodies } from "./event-bodies";
import { isDerived } from "./plan";
import type { SessionView } from "./protocol";

/** The new person must be identified first. */
export function partyReplaced(view: SessionView, details: EventBodies["hub.transferred.v1"]): SessionView {
  // What the one before gave of himself is nobody else's.
  const own = (view.controls ?? []).filter(
    (control) => control.party === details.party && !isDerived(control.kind),
  );
  const gaveFacts = own.some(({ kind }) => kind.kind === "known");
  const parties = view.parties.map((party) => {
    if (party.no !== details.party) return party;
    const { no, label, turn, filled, auto, any_of, demands } = party;
    return {
      no,
      label,
      name: details.name ?? "",
      ...(details.organisation === undefined ? {} : { organisation: details.organisation }),
      ...(details.phone === undefined ? {} : { phone: details.phone }),
      ...(details.paper === undefined ? {} : { paper: details.paper }),
      ...(turn === undefined ? {} : { turn }),
      ...(filled === undefined || gaveFacts ? {} : { filled }),
      ...(auto === undefined ? {} : { auto }),
      ...(any_of === undefined ? {} : { any_of }),
      ...(demands === undefined ? {} : { demands }),
      admitted: false,
      present: false,
      refused: false,
      consents: [],
    };
  });
  const ink = view.ink.filter((stroke) => stroke.party !== details.party);
  if (!gaveFacts || !view.values) return { ...view, parties, ink };
  const values = view.values.filter(({ no }) => !own.some((control) => control.no === no));
  return { ...view, parties, ink, values };
}

/** While nobody has signed, a new R0 is written, which knows the new name. */
export function preparedAnew(view: SessionView): SessionView {
  const isSigned = view.parties.some((party) => party.committed_at !== undefined);
  if (view.phase !== "signing" || isSigned) return view;
  const { r0: _outdated, ...rest } = view;
  const isOpen = (party: number) =>
    (view.controls ?? []).some((control) => control.party === party && !isDerived(control.kind));
  const isFilled = view.parties.every(({ no, filled }) => filled || !isOpen(no));
  return { ...rest, phase: isFilled ? "preparing" : "filling" };
}
