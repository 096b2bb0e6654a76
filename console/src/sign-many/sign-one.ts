/** One act of many: enters a contract's room, brings signature and seals, and states what is signed. */
import type { Agreement } from "@/api/agreements";
import { type OfferedSeal, Seat } from "@/api/participant";
import { type ReadyContract, takeOwnPlace } from "@/api/sign-many";
import { currentLanguage } from "@/i18n/language";
import { strokeFromText, strokeToText } from "@/ink/codec";
import type { CommandBodies, CommandName } from "@/live/commands";
import { LiveSession, type LiveState } from "@/live/live-session";
import { boxAspect } from "@/live/page-space";
import type { ConsentKind, PartyView, SessionView, SigningField } from "@/live/protocol";
import { LIVELY } from "@/live/session-socket";
import { type ActedSeal, signActivation } from "@/signing/act/activation";
import { type DeviceKey, openDeviceKey } from "@/signing/act/device-key";
import { refit } from "@/signing/act/refit";
import { consentOf } from "@/signing/room/signing-step";

/** This person's place in a contract, on this device. */
export interface Place {
  readonly contract: ReadyContract;
  readonly seat: Seat;
  readonly deviceKey: DeviceKey;
}

/** Handwriting, encoded, with the width by height of the box that it was drawn in. */
export interface Signature {
  readonly strokes: readonly string[];
  readonly aspect: number;
}

export interface Act {
  readonly signature: Signature | undefined;
  /** The seal for every control that it fits. */
  readonly seal: string | undefined;
  /** What was agreed to, for each contract by itself. */
  readonly agreements: readonly Agreement[];
  /** How many contracts are confirmed with this press. */
  readonly together: number;
}

/** What the signer must have agreed to in each contract. */
export const CONSENTS: readonly ConsentKind[] = ["terms", "privacy", "certificate", "ink"];

/** The hub, or this page, would not go on; `message` says it to the reader. */
export class NotSigned extends Error {}

/** Words for what this page finds out by itself. */
export interface Reasons {
  readonly changed: string;
  readonly noSeal: string;
  readonly noAnswer: string;
}

const ANSWER_MS = 30_000;
/** Views that may turn stale under way, by what others do at the same time. */
const TRIES = 6;

/** @throws Problem `step_up_required` where the person has to show once more who it is */
export async function takePlace(contract: ReadyContract): Promise<Place> {
  const deviceKey = await openDeviceKey(contract.id, contract.party);
  const joined = await takeOwnPlace(contract.id, deviceKey.publicKey);
  return { contract, seat: new Seat(joined), deviceKey };
}

/** @throws NotSigned with the sentence to show; nothing of the act stands then */
export async function signOne(place: Place, act: Act, reasons: Reasons): Promise<void> {
  await inRoom(place, reasons, async (room) => {
    const own = room.view.fields.filter((field) => field.party === place.contract.party);
    const seals = await sealsFor(place.seat, own, act.seal, reasons);
    await room.agree(act.agreements);
    for (const field of own.filter(isInk)) await room.write(field, act.signature);
    await room.commit(place.deviceKey, seals, act.together);
  });
}

/** The handwriting that this person has kept; reached only after it is agreed that handwriting is stored. */
export async function keptSignature(
  place: Place,
  agreements: readonly Agreement[],
  reasons: Reasons,
): Promise<Signature | undefined> {
  await inRoom(place, reasons, (room) => room.agree(agreements));
  const kept = await place.seat.savedSignature(AbortSignal.timeout(ANSWER_MS));
  return kept ? { strokes: kept.strokes, aspect: kept.aspect / 1000 } : undefined;
}

async function inRoom(place: Place, reasons: Reasons, act: (room: OwnRoom) => Promise<void>): Promise<void> {
  // Nothing outlives this page: what was not confirmed is asked again.
  const shelf = { read: () => undefined, write: () => undefined };
  const session = new LiveSession({ url: place.seat.liveUrl(), heartbeat: LIVELY, shelf });
  const leave = session.start();
  try {
    await until(session, ({ view }) => view !== undefined, reasons);
    await act(new OwnRoom(session, place.contract, reasons));
  } finally {
    leave();
  }
}

/** A live session as one signer uses it, step by step. */
class OwnRoom {
  constructor(
    private readonly session: LiveSession,
    private readonly contract: ReadyContract,
    private readonly reasons: Reasons,
  ) {}

  /** The present view; the document in it is the one that was read. */
  get view(): SessionView {
    const { view } = this.session.get();
    if (view?.r0 !== this.contract.r0) throw new NotSigned(this.reasons.changed);
    return view;
  }

  private get party(): PartyView {
    const party = this.view.parties.find(({ no }) => no === this.contract.party);
    if (!party) throw new NotSigned(this.reasons.changed);
    return party;
  }

  async agree(agreements: readonly Agreement[]): Promise<void> {
    for (const { kind, version, sha256 } of agreements) {
      if (kind === "silent_signing" || consentOf(this.party, kind) === true) continue;
      await this.give("consent", { kind, given: true, version, text: sha256[currentLanguage()] });
    }
  }

  /** Puts the signature into a box, in the place of what an interrupted attempt may have left there. */
  async write(field: SigningField, signature: Signature | undefined): Promise<void> {
    const page = this.view.page_boxes[field.page - 1];
    if (!page || !signature) return;
    const left = this.view.ink.filter(({ field: no, party }) => no === field.no && party === field.party);
    if (left.length === signature.strokes.length) return;
    if (left.length > 0) await this.give("clear_ink", { field: field.no });
    let stroke = Math.max(0, ...left.map((each) => each.stroke));
    const aspect = boxAspect(page, field.rect);
    for (const text of signature.strokes) {
      stroke += 1;
      const ink = strokeToText(refit(strokeFromText(text), signature.aspect, aspect));
      await this.give("draw_stroke", { field: field.no, stroke, ink, saved: true });
    }
  }

  async commit(key: DeviceKey, seals: readonly ActedSeal[], together: number): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const { view } = this;
      const now = this.session.hubNow();
      const act = await signActivation(view, this.contract.party, now, key, { seals, together });
      if (!act) throw new NotSigned(this.reasons.changed);
      const outcome = await this.answer(this.session.command("commit", act, view));
      if (outcome.kind === "done") return;
      if (outcome.code !== "stale_view" || attempt >= TRIES) throw new NotSigned(outcome.message);
    }
  }

  private async give<Name extends CommandName>(name: Name, body: CommandBodies[Name]): Promise<void> {
    const outcome = await this.answer(this.session.command(name, body));
    if (outcome.kind === "refused") throw new NotSigned(outcome.message);
  }

  private answer<T>(asked: Promise<T>): Promise<T> {
    const tooLate = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new NotSigned(this.reasons.noAnswer)), ANSWER_MS);
    });
    return Promise.race([asked, tooLate]);
  }
}

async function sealsFor(
  seat: Seat,
  own: readonly SigningField[],
  chosen: string | undefined,
  reasons: Reasons,
): Promise<readonly ActedSeal[]> {
  const fields = own.filter(isSealed);
  if (fields.length === 0) return [];
  const offered = await seat.seals(AbortSignal.timeout(ANSWER_MS));
  const seal = usable(offered).find(({ id }) => id === chosen);
  return fields.map(({ no }) => {
    if (!seal?.fields.includes(no)) throw new NotSigned(reasons.noSeal);
    return { field: no, seal: seal.id, artwork: seal.artwork };
  });
}

/** Seals that can be put on a contract now. */
export function usable(offered: readonly OfferedSeal[]): readonly OfferedSeal[] {
  return offered.filter(({ standing }) => standing === "in_use");
}

function isInk({ content }: SigningField): boolean {
  return content === undefined || content.kind === "ink";
}

function isSealed({ content }: SigningField): boolean {
  return content?.kind === "seal" || content?.kind === "straddle";
}

function until(session: LiveSession, holds: (state: LiveState) => boolean, reasons: Reasons): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = session.get();
      if (holds(state)) finish(resolve);
      else if (state.connection.state === "ended") finish(() => reject(new NotSigned(reasons.noAnswer)));
    };
    const late = setTimeout(() => finish(() => reject(new NotSigned(reasons.noAnswer))), ANSWER_MS);
    const leave = session.subscribe(look);
    const finish = (how: () => void) => {
      clearTimeout(late);
      leave();
      how();
    };
    look();
  });
}
