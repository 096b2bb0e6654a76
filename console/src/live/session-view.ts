/** The view that follows from a view and one event: the hub's `evolve` and `session_view`, in the browser. */
import type { PlannedParty } from "./event-bodies";
import { isDerived, judgesReading, type OpinionView, type PageReadView, type ValueView } from "./plan";
import type {
  ConsentKind,
  PartyView,
  Phase,
  ReaderView,
  SessionEvent,
  SessionView,
  StrokeView,
} from "./protocol";
import { partyReplaced, preparedAnew } from "./replaced-party";

/** Hash before the first page turn. */
const NO_HASH = "0".repeat(64);
const CONSENT_ORDER: readonly ConsentKind[] = ["terms", "privacy", "certificate", "ink", "recording"];

/** What became of an event: applied, seen before, or `gap` when something before it or in it is missing. */
export type Applied = SessionView | "gap";

/**
 * Applies events in order. Events that the view already contains are skipped; a hole gives `gap`,
 * and the caller asks for the whole gap again.
 */
export function applyAll(
  view: SessionView | undefined,
  events: readonly SessionEvent[],
): Applied | undefined {
  let now = view;
  for (const event of events) {
    const seq = now === undefined ? 0 : now.seq;
    if (event.seq <= seq) continue;
    if (event.seq !== seq + 1 || lacksPages(event)) return "gap";
    now = applyEvent(now, event);
  }
  return now;
}

/** A hub that did not draw the pages itself cannot say them on the way; it says them to whoever resumes. */
function lacksPages(event: SessionEvent): boolean {
  return event.kind === "hub.prepared.v1" && event.body.images.length === 0;
}

/** The view after `event`, which must follow it. Only `hub.opened.v1` needs no view before it. */
export function applyEvent(view: SessionView | undefined, event: SessionEvent): SessionView {
  const before = view ?? opened(event);
  const { seq, hash, at } = event;
  const last_material_seq = event.material ? seq : before.last_material_seq;
  return { ...change(before, event), seq, hash, at, last_material_seq };
}

function change(view: SessionView, event: SessionEvent): SessionView {
  switch (event.kind) {
    case "hub.opened.v1":
      return opened(event);
    case "hub.prepared.v1": {
      const { r0, images } = event.body;
      const phase = isRoutine(view) ? "signing" : "lobby";
      // What was read before was another document.
      const parties = view.parties.map(({ read: _before, ...party }) => party);
      return { ...view, parties, r0, images, page: 1, page_turn: event.hash, phase };
    }
    case "hub.filled.v1":
      return withValues(view, event.body);
    case "hub.filling_done.v1":
      return { ...view, phase: "preparing" };
    case "hub.deadline_extended.v1":
      return { ...view, deadline: event.body.deadline };
    case "hub.party_corrected.v1":
    case "hub.transferred.v1":
      return preparedAnew(partyReplaced(view, event.body));
    case "hub.part_taken.v1":
      return partyReplaced(view, event.body);
    case "hub.sender_replaced.v1":
      return { ...view, host_name: event.body.name ?? "" };
    case "hub.revoked.v1":
      return leaveSigning(view, "revoked");
    case "hub.expired.v1":
      return leaveSigning(view, "expired");
    case "hub.phase_entered.v1":
      return leaveSigning(view, event.body.phase);
    case "hub.page_turned.v1":
      return { ...view, page: event.body.page, page_turn: event.hash };
    case "hub.host_present.v1":
      return { ...view, host_present: true };
    case "hub.host_absent.v1":
      return { ...view, host_present: false };
    case "hub.paused.v1":
      return { ...view, paused: true };
    case "hub.resumed.v1":
      return { ...view, paused: false };
    case "hub.sealing_due.v1":
      return leaveSigning(view, "sealing");
    case "hub.party_signed.v1":
      return { ...view, signatures: view.signatures + 1, sealing_waits_for: undefined };
    case "hub.sealing_waiting.v1":
      return { ...view, sealing_waits_for: event.body.code };
    case "hub.preserved.v1":
    case "hub.preservation_missing.v1":
      return view;
    case "hub.sealed.v1":
      return { ...view, phase: "closing", document: event.body.document, sealed_at: event.at };
    case "hub.called_off.v1":
      return leaveSigning(view, "called_off");
    case "hub.film_rendered.v1":
      return { ...view, film: event.body.film };
    case "hub.film_missing.v1":
      return { ...view, film_missing: event.body.code };
    case "hub.ended.v1":
      return { ...view, ended: true };
    case "hub.closed.v1":
      return view.phase === "closing" ? { ...view, phase: "closed" } : view;
    case "hub.colleague_acted.v1":
    case "hub.reminded.v1":
    case "hub.own_link_made.v1":
    case "hub.approval_awaited.v1":
    case "hub.approval_settled.v1":
      return view;
    case "hub.ink_stroke.v1":
      return { ...view, ink: withStroke(view.ink, event.body) };
    case "hub.ink_cleared.v1": {
      const { party, field } = event.body;
      return { ...view, ink: view.ink.filter((stroke) => stroke.party !== party || stroke.field !== field) };
    }
    case "hub.refused.v1": {
      const parties = view.parties.map((party) => changeParty(party, event));
      return isRoutine(view) ? leaveSigning({ ...view, parties }, "refused") : { ...view, parties };
    }
    default:
      return { ...view, parties: view.parties.map((party) => changeParty(party, event)) };
  }
}

type PartyEvent = Extract<
  SessionEvent,
  {
    kind:
      | "hub.party_verified.v1"
      | "hub.party_proven.v1"
      | "hub.party_mismatched.v1"
      | "hub.auto_sign_failed.v1"
      | "hub.page_read.v1"
      | "hub.party_admitted.v1"
      | "hub.party_present.v1"
      | "hub.party_absent.v1"
      | "hub.consented.v1"
      | "hub.granted.v1"
      | "hub.grant_ended.v1"
      | "hub.committed.v1"
      | "hub.party_removed.v1"
      | "hub.refused.v1";
  }
>;

/** As the hub's view has them: none where none was written, or where they are not for this reader. */
function opinionsOf(opinions: readonly OpinionView[] | undefined): Pick<PartyView, "opinions"> {
  if (!opinions?.length) return {};
  return { opinions: opinions.map(({ no, record }) => ({ no, ...(record !== undefined && { record }) })) };
}

function changeParty(party: PartyView, event: PartyEvent): PartyView {
  if (party.no !== event.body.party) return party;
  switch (event.kind) {
    case "hub.party_verified.v1":
      return { ...withoutShown(party), method: event.body.method };
    case "hub.party_mismatched.v1":
      return { ...party, mismatched: true };
    case "hub.auto_sign_failed.v1": {
      const { auto: _before, ...rest } = party;
      return rest;
    }
    case "hub.party_proven.v1": {
      const { by } = event.body.proof;
      const others = (party.proofs ?? []).filter((proof) => proof.by !== by);
      return { ...party, proofs: [...others, { by, at: event.at }] };
    }
    case "hub.page_read.v1":
      return judgesReading(party.demands) ? { ...party, read: withReading(party.read, event.body) } : party;
    case "hub.party_admitted.v1":
      return { ...party, admitted: true, refused: false };
    case "hub.party_present.v1":
      return { ...party, present: true };
    case "hub.party_absent.v1":
      return { ...party, present: false };
    case "hub.consented.v1":
      return { ...party, consents: withConsent(party, event.body.kind, event.body.given) };
    case "hub.granted.v1":
      return { ...party, grant_until: event.body.until };
    case "hub.grant_ended.v1":
      return withoutGrant(party);
    case "hub.committed.v1":
      return { ...withoutGrant(party), committed_at: event.at, ...opinionsOf(event.body.opinions) };
    case "hub.party_removed.v1":
      return { ...withoutGrant(party), admitted: false, present: false };
    case "hub.refused.v1":
      return { ...withoutGrant(party), refused: true };
    default:
      return unreachable(event);
  }
}

function opened(event: SessionEvent): SessionView {
  if (event.kind !== "hub.opened.v1") throw new Error(`no view before event ${event.seq} (${event.kind})`);
  const { body } = event;
  const { controls = [], values = [], deadline, face, number, readers } = body;
  const isFilledByParties = controls.some(({ party, kind }) => party !== undefined && !isDerived(kind));
  return {
    seq: event.seq,
    hash: event.hash,
    at: event.at,
    last_material_seq: event.seq,
    first_line: event.hash,
    opened_at: event.at,
    phase: isFilledByParties ? "filling" : "preparing",
    paused: false,
    title: body.title ?? "",
    host_name: body.host_name ?? "",
    host_present: false,
    policy: body.policy,
    degraded: body.degraded,
    page_boxes: typeof body.pages === "string" ? [] : body.pages,
    images: [],
    page: 0,
    page_turn: NO_HASH,
    parties: body.parties.map(newParty),
    fields: body.fields,
    ...(controls.length > 0 ? { controls } : {}),
    ...(values.length > 0 ? { values } : {}),
    ...(deadline === undefined ? {} : { deadline }),
    ...(face === undefined ? {} : { face }),
    ...(number === undefined ? {} : { number }),
    ...(readers === undefined ? {} : { readers: readers.people.map(newReader) }),
    ink: [],
    signatures: 0,
    ended: false,
  };
}

function newParty(planned: PlannedParty): PartyView {
  return {
    no: planned.no,
    label: planned.label,
    name: planned.name ?? "",
    ...(planned.organisation === undefined ? {} : { organisation: planned.organisation }),
    ...(planned.phone === undefined ? {} : { phone: planned.phone }),
    ...(planned.paper === undefined ? {} : { paper: planned.paper }),
    ...(planned.turn === undefined ? {} : { turn: planned.turn }),
    ...(planned.auto === undefined ? {} : { auto: true }),
    ...(planned.any_of === undefined ? {} : { any_of: planned.any_of.map(({ name = "" }) => name) }),
    ...(planned.demands === undefined ? {} : { demands: planned.demands }),
    admitted: false,
    present: false,
    refused: false,
    consents: [],
  };
}

function newReader({ no = 0, name = "", address }: Partial<ReaderView>): ReaderView {
  return { no, name, ...(address === undefined ? {} : { address }) };
}

/** Whether the contract goes its own way, without a host. */
export function isRoutine(view: SessionView): boolean {
  return view.policy.course === "routine";
}

/** All values of a party take the place of those it had sent before; they stand in the order of the controls. */
function withValues(
  view: SessionView,
  filled: { readonly party: number; readonly values: readonly ValueView[] },
): SessionView {
  const controls = view.controls ?? [];
  const own = new Set(controls.filter(({ party }) => party === filled.party).map(({ no }) => no));
  const all = [...(view.values ?? []).filter(({ no }) => !own.has(no)), ...filled.values];
  const { values: _before, ...rest } = view;
  const values = controls.flatMap(({ no }) => all.filter((value) => value.no === no));
  const parties = view.parties.map((party) =>
    party.no === filled.party ? { ...party, filled: true } : party,
  );
  return { ...rest, parties, ...(values.length > 0 ? { values } : {}) };
}

/** Every right to sign ends with the phase it was granted in. */
function leaveSigning(view: SessionView, phase: Phase): SessionView {
  return { ...view, phase, parties: view.parties.map(withoutGrant) };
}

function withoutGrant(party: PartyView): PartyView {
  const { grant_until: _ended, ...rest } = party;
  return rest;
}

/** What was read and shown before somebody is identified anew does not count. */
function withoutShown(party: PartyView): PartyView {
  const { read: _read, proofs: _proofs, mismatched: _mismatched, ...rest } = party;
  return rest;
}

function withReading(read: readonly PageReadView[] = [], { page, millis }: PageReadView): PageReadView[] {
  const before = read.find((each) => each.page === page)?.millis ?? 0;
  const others = read.filter((each) => each.page !== page);
  return [...others, { page, millis: before + millis }].sort((a, b) => a.page - b.page);
}

function withConsent(party: PartyView, kind: ConsentKind, given: boolean): PartyView["consents"] {
  const others = party.consents.filter((consent) => consent.kind !== kind);
  return [...others, { kind, given }].sort(
    (a, b) => CONSENT_ORDER.indexOf(a.kind) - CONSENT_ORDER.indexOf(b.kind),
  );
}

function withStroke(ink: readonly StrokeView[], body: StrokeView): readonly StrokeView[] {
  const { party, field, stroke } = body;
  const added: StrokeView = { party, field, stroke, ...(body.ink === undefined ? {} : { ink: body.ink }) };
  return [...ink, added].sort((a, b) => a.party - b.party || a.field - b.field || a.stroke - b.stroke);
}

function unreachable(event: never): never {
  throw new Error(`event of an unknown kind: ${JSON.stringify(event)}`);
}
