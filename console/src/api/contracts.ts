/** Calls of the host of a contract, and the host's own place in its room. */
import type { Hash, Phase } from "@/live/protocol";
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, upload } from "./client";
import type { FlowState, SignerState } from "./contract-states.generated";
import { type Joined, Seat, type TextLine } from "./participant";

export interface ContractRow {
  readonly id: string;
  readonly title: string;
  readonly phase: Phase;
  readonly parties: readonly string[];
  /** Milliseconds UTC. */
  readonly opened_at: number;
  /** When an ordinary contract expires; milliseconds UTC. */
  readonly deadline?: number | null;
  readonly state: FlowState;
  /** Where somebody who is a party of it stands. */
  readonly own_state?: SignerState;
  readonly party?: number;
  readonly course: "live" | "routine";
  readonly demo: boolean;
  readonly sealed: boolean;
  /** 合同编号 */
  readonly number?: string | null;
  /** When it was signed by all; milliseconds UTC. */
  readonly signed_at?: number | null;
  /** Where it lies in the cabinet; absent: nowhere. */
  readonly type?: number;
  readonly folder?: number;
  readonly archived?: boolean;
}

/** Which contracts are asked for; what is absent narrows nothing. Days are `2026-11-23`, both ends inside. */
export interface ContractQuery {
  readonly which?: "sent" | "received" | "organisation" | "dead";
  readonly organisation?: string;
  readonly states?: string;
  readonly search?: string;
  readonly party?: string;
  readonly number?: string;
  readonly type?: number;
  readonly folder?: number;
  readonly archived?: boolean;
  readonly opened_from?: string;
  readonly opened_to?: string;
  readonly deadline_from?: string;
  readonly deadline_to?: string;
  readonly signed_from?: string;
  readonly signed_to?: string;
  /** `opened_at` of the last row of the page before. */
  readonly before?: number;
  /** 10 to 100. */
  readonly limit?: number;
}

export type LinkRole =
  | { readonly role: "party"; readonly party: number }
  | { readonly role: "reader"; readonly reader: number }
  | { readonly role: "viewer" }
  | { readonly role: "stage" };

export interface Link {
  readonly url: string;
  /** The same address as a QR code, as SVG text. */
  readonly qr_svg: string;
  /** Milliseconds UTC. */
  readonly expires: number;
}

/** One page, newest first; rows that share the time of the last are on it as well. */
export function contracts(query: ContractQuery = {}): Promise<readonly ContractRow[]> {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") asked.set(name, String(value));
  }
  return get(asked.size === 0 ? "/contracts" : `/contracts?${asked}`);
}

/** Reminds everybody who is awaited in these contracts, at most 100; others are told with the code of the reason. */
export function remindMany(contracts: readonly string[]): Promise<{
  readonly reminded: number;
  readonly not: readonly { readonly id: string; readonly code: string }[];
}> {
  return post("/contracts/remind", { contracts });
}

export interface DownloadProgress {
  readonly state: "writing" | "ready" | "failed";
  /** Contracts that are in it. */
  readonly done: number;
  readonly contracts: number;
  /** Of the whole ZIP, once it is ready. */
  readonly bytes: number | null;
}

/** Begins a ZIP of the signed files of at most 100 contracts, with their evidence where asked for; its id. */
export async function beginDownload(contracts: readonly string[], evidence: boolean): Promise<string> {
  const begun = await post<{ readonly download: string }>("/downloads", { contracts, evidence });
  return begun.download;
}

export function downloadProgress(download: string): Promise<DownloadProgress> {
  return get(`/downloads/${download}`);
}

export function downloadUrl(download: string): string {
  return apiUrl(`/downloads/${download}/contracts.zip`);
}

/** Agreements that would make a contract void, the last first, and whether one has. */
export interface VoidStanding {
  readonly void: boolean;
  readonly agreements: readonly {
    readonly id: string;
    readonly state: FlowState;
    readonly opened_at: number;
  }[];
}

export function voidStanding(contract: string): Promise<VoidStanding> {
  return get(`/contracts/${contract}/void`);
}

/** Prepares the agreement that makes a signed contract void: a draft with everything in it, to look at and send. */
export async function draftVoid(contract: string, reason: string, reserved: string): Promise<string> {
  const made = await post<{ readonly draft: string }>(
    `/contracts/${contract}/void`,
    { reason, reserved },
    { idempotencyKey: uuidV7() },
  );
  return made.draft;
}

/** Makes a new link; links that were made before stay good. */
export function createLink(contract: string, role: LinkRole): Promise<Link> {
  return post(`/contracts/${contract}/links`, role);
}

/** Stores a photo that the host took when confirming a party face to face. */
export async function storePhoto(contract: string, party: number, photo: Blob): Promise<Hash> {
  const stored = await upload<{ readonly sha256: Hash }>(
    `/contracts/${contract}/photo/${party}`,
    photo,
    photo.type,
  );
  return stored.sha256;
}

/** The host's place: it speaks for the signed-in account and names no seat. */
export class HostSeat extends Seat {
  constructor(readonly contract: string) {
    const joined: Joined = {
      seat: "",
      contract,
      role: "host",
      title: "",
      host_name: "",
      verified: true,
      demo: false,
    };
    super(joined);
  }

  override async pageText(n: number, signal: AbortSignal): Promise<readonly TextLine[]> {
    const layer = await get<{ readonly lines: readonly TextLine[] }>(
      `/contracts/${this.contract}/pages/${n}.text`,
      { signal },
    );
    return layer.lines;
  }

  override pageImage(n: number): string {
    return apiUrl(`/contracts/${this.contract}/pages/${n}.png`);
  }

  override file(name: "contract.pdf" | "evidence.zip" | "film.mp4"): string {
    return apiUrl(`/contracts/${this.contract}/${name}`);
  }

  override liveUrl(): string {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    return `${scheme}//${location.host}${apiUrl(`/contracts/${this.contract}/live`)}`;
  }
}

/** A draft of a contract that ended unsigned, with everything in it. Returns its id. */
export async function goOn(contract: string): Promise<string> {
  const options = { idempotencyKey: uuidV7() };
  return (await post<{ readonly draft: string }>(`/contracts/${contract}/go-on`, {}, options)).draft;
}
