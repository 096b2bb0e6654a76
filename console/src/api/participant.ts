/** Calls of somebody who came by a link: each names its seat, so that one browser can hold several places. */
import type { KnownFact } from "@/live/plan";
import type { Hash, PageImage, Role } from "@/live/protocol";
import { apiUrl, type CallOptions, get, post, put, upload } from "./client";
import type { flowStates } from "./contract-states.generated";
import { keepSeat, keptSeat } from "./kept-seat";
import type { FaceOutcome, FacePage } from "./me";
import { proveByPasskey } from "./passkeys";
import type { SealKind, SealStanding } from "./seals";

/** What `POST /join` says about a link. */
export interface Joined {
  readonly seat: string;
  readonly contract: string;
  readonly role: Role;
  readonly party?: number | null;
  readonly title: string;
  readonly host_name: string;
  readonly party_name?: string | null;
  readonly party_label?: string | null;
  readonly phone_masked?: string | null;
  readonly verified: boolean;
  readonly demo: boolean;
}

/** A seal that fits some of the party's controls. Only one that is in use can be chosen. */
export interface OfferedSeal {
  readonly id: string;
  readonly name: string;
  readonly kind: SealKind;
  readonly standing: SealStanding;
  /** SHA-256 of the stored picture: what the act states. */
  readonly artwork: Hash;
  /** Micrometres. */
  readonly width: number;
  readonly height: number;
  readonly needs_approval: boolean;
  /** Numbers of the controls that it fits. */
  readonly fields: readonly number[];
}

/** How a contract stands, as somebody who gets a copy is told. */
export interface Reading {
  readonly title: string;
  readonly host_name: string;
  readonly number: string | null;
  /** Milliseconds UTC. */
  readonly opened_at: number;
  readonly state: keyof typeof flowStates;
  readonly parties: readonly {
    readonly label: string;
    readonly name: string;
    readonly organisation: string | null;
    readonly signed_at: number | null;
    readonly refused: boolean;
  }[];
  readonly pages: readonly PageImage[];
  readonly signed_at: number | null;
}

/** What the hub knows of a party; `verified`: from its registration, else as the sender wrote it. */
export interface KnownFactOfParty {
  readonly fact: KnownFact;
  readonly text: string;
  readonly verified: boolean;
}

/** A link for another device of the same person. */
export interface OwnLink {
  readonly url: string;
  readonly qr_svg: string;
  /** Milliseconds UTC. */
  readonly expires: number;
}

/** Handwriting kept for later. */
export interface SavedSignature {
  /** Width by height of the box that it was drawn in, in thousandths. */
  readonly aspect: number;
  /** Encoded strokes, base64url. */
  readonly strokes: readonly string[];
}

export interface TextLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface Me {
  readonly guest: { readonly contract: string; readonly verified: boolean } | null;
}

/**
 * Opens a link, or the own place `own-{contract}` of the person who is signed in. A device that opened it before comes back to the seat it had, so that a reload asks for no
 * new code; otherwise it takes a new one. The answer's seat goes with every later call.
 */
export async function join(token: string): Promise<Joined> {
  const kept = keptSeat(token);
  if (kept) {
    const { guest } = await get<Me>("/me", { seat: kept.seat });
    if (guest?.contract === kept.contract) return { ...kept, verified: guest.verified };
  }
  const own = /^own-(.+)$/.exec(token)?.[1];
  const joined =
    own === undefined
      ? await post<Joined>("/join", { token })
      : await post<Joined>(`/contracts/${own}/own-place`);
  keepSeat(token, joined);
  return joined;
}

/** The calls of one seat. */
export class Seat {
  constructor(readonly joined: Joined) {}

  /** Sends a one-time code to the party's phone. */
  sendCode(): Promise<void> {
    return post("/join/code", {}, this.options());
  }

  /** Announces the device's key, so that the host can confirm the party face to face. */
  announceDevice(deviceKey: string): Promise<void> {
    return post("/join/device", { device_key: deviceKey }, this.options());
  }

  async verify(code: string, deviceKey: string): Promise<void> {
    await post("/join/verify", { code, device_key: deviceKey }, this.options());
  }

  /** Sends a one-time code to the reader's phone or e-mail address. */
  sendReaderCode(): Promise<void> {
    return post("/join/reader/code", {}, this.options());
  }

  async verifyReader(code: string): Promise<void> {
    await post("/join/reader/verify", { code }, this.options());
  }

  /** What a reader is told of the contract. */
  reading(signal: AbortSignal): Promise<Reading> {
    return get(`${this.path()}/reading`, { ...this.options(), signal });
  }

  /** Whether the party is identified by now, for example by the host. */
  async isVerified(): Promise<boolean> {
    const { guest } = await get<Me>("/me", this.options());
    return guest?.verified === true;
  }

  /** The text layer of page `n` (from 1). */
  async pageText(n: number, signal: AbortSignal): Promise<readonly TextLine[]> {
    const layer = await get<{ lines: readonly TextLine[] }>(`${this.path()}/pages/${n}.text`, {
      ...this.options(),
      signal,
    });
    return layer.lines;
  }

  /** Address of the image of page `n` (from 1). */
  pageImage(n: number): string {
    return this.url(`/pages/${n}.png`);
  }

  /** Sends a picture for one of the party's controls; returns its hash. */
  async sendPicture(file: File): Promise<Hash> {
    const answer = await upload<{ readonly picture: Hash }>(
      `${this.path()}/pictures`,
      file,
      "application/octet-stream",
      this.options(),
    );
    return answer.picture;
  }

  /** Address of a picture in a control. */
  picture(picture: string): string {
    return this.url(`/pictures/${picture}`);
  }

  /** The seals that this party's person may put on the contract. */
  seals(signal: AbortSignal): Promise<readonly OfferedSeal[]> {
    return get<readonly OfferedSeal[]>(`${this.path()}/seals`, { ...this.options(), signal });
  }

  /** Address of the picture of an offered seal. */
  sealPicture(seal: string): string {
    return this.url(`/seals/${seal}/picture`);
  }

  /** What the hub would put into the party's controls for it; numbers of identity documents are masked. */
  async knownFacts(signal: AbortSignal): Promise<readonly KnownFactOfParty[]> {
    const path = `${this.path()}/known-facts`;
    const { known } = await get<{ known: readonly KnownFactOfParty[] }>(path, { ...this.options(), signal });
    return known;
  }

  /** The handwriting that this party's person has saved, if any. */
  savedSignature(signal: AbortSignal): Promise<SavedSignature | null> {
    return get(`${this.path()}/saved-signature`, { ...this.options(), signal });
  }

  saveSignature(signature: SavedSignature): Promise<void> {
    return put(`${this.path()}/saved-signature`, signature, this.options());
  }

  /** Begins a comparison of the face; without a number, by the one that the account was verified with. */
  beginFace(number: string | undefined): Promise<FacePage> {
    return post(`${this.path()}/proofs/face`, number === undefined ? {} : { number }, this.options());
  }

  async faceOutcome(): Promise<FaceOutcome> {
    const path = `${this.path()}/proofs/face/outcome`;
    return (await post<{ outcome: FaceOutcome }>(path, {}, this.options())).outcome;
  }

  showSignPassword(password: string): Promise<void> {
    return post(`${this.path()}/proofs/sign-password`, { password }, this.options());
  }

  showPasskey(): Promise<void> {
    return proveByPasskey(`${this.path()}/proofs/passkey`, this.options());
  }

  /** Address of `contract.pdf`, `evidence.zip` or `film.mp4`. */
  file(name: "contract.pdf" | "evidence.zip" | "film.mp4"): string {
    return this.url(`/${name}`);
  }

  /** A link by which the party goes on at another device: it opens once, and soon. */
  ownLink(): Promise<OwnLink> {
    return post(`${this.path()}/own-link`, {}, this.options());
  }

  /** Address of the live connection. */
  liveUrl(): string {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    return `${scheme}//${location.host}${this.url("/live")}`;
  }

  /** Address of the connection that only looks on, while another device acts for this party. */
  followUrl(): string {
    return `${this.liveUrl()}&follow=true`;
  }

  private path(): string {
    return `/contracts/${this.joined.contract}`;
  }

  private url(path: string): string {
    return `${apiUrl(this.path() + path)}?seat=${encodeURIComponent(this.joined.seat)}`;
  }

  private options(): CallOptions {
    return { seat: this.joined.seat };
  }
}
