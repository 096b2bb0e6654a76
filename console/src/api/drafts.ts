/** Drafts: contracts being prepared. Saved with a version, so that two windows never overwrite each other. */
import type { Demands, FillControl, SignContent, ValueKind } from "@/live/plan";
import type { PageBox, PageRect, Policy } from "@/live/protocol";
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, put, remove, upload } from "./client";
import type { PdfSignatures } from "./evidence";
import type { Paper } from "./me";

export interface DraftCandidate {
  readonly name: string;
  readonly phone: string;
}

/** Who gets a copy 抄送, and whether they are told at sending. */
export interface DraftReaders {
  readonly at_sending?: boolean;
  readonly people?: readonly DraftReader[];
}

export interface DraftReader {
  readonly name: string;
  /** Phone number or e-mail address. */
  readonly address: string;
}

export interface DraftParty {
  readonly label: string;
  readonly name: string;
  readonly phone: string;
  readonly organisation?: string;
  /** The identity document that it is named by. */
  readonly paper?: Paper;
  /** Parties with the same turn act together, lower turns first. */
  readonly turn?: number;
  /** What it must do before it signs an ordinary contract. */
  readonly demands?: Demands;
  /** 自动签署 with this seal. */
  readonly auto?: { readonly seal: string };
  /** 或签: who else may sign instead. */
  readonly any_of?: readonly DraftCandidate[];
}

export interface DraftField {
  /** From 1. */
  readonly party: number;
  /** From 1. */
  readonly page: number;
  readonly rect: PageRect;
  /** Absent: handwriting. */
  readonly content?: SignContent;
  /** 签批: controls of one party with the same number belong together. */
  readonly group?: number;
}

interface DraftPage {
  readonly page_box: PageBox;
  readonly width_px: number;
  readonly height_px: number;
  readonly image: string;
  /** Two programs draw the page very differently. */
  readonly disputed?: boolean;
}

/** What became of an upload on its way in. */
export interface DocumentFacts {
  readonly decrypted: boolean;
  /** Its structure was damaged and was put right. */
  readonly repaired: boolean;
  /** Values of a form that had no drawing of their own and were set here. */
  readonly drawn_values?: number;
  /** Digital signatures of the upload that the document here does not have. */
  readonly signatures_removed: number;
  /** Those that the document keeps: it was taken in as it is. */
  readonly signatures_kept?: number;
}

/** How pages were made of an Office file, and where they may differ from what its author saw. */
export interface Conversion {
  readonly kind: "docx" | "xlsx" | "odt" | "ods" | "doc" | "xls" | "rtf";
  /** Fonts that the file asks for and the server does not have. */
  readonly missing_fonts: readonly string[];
  /** Fonts that were drawn with though the file does not ask for them. */
  readonly drawn_with: readonly string[];
  /** How many pages the file says it had; spreadsheets do not say. */
  readonly claimed_pages: number | null;
  readonly pages: number;
  /** Changes that nobody has accepted are printed as changes. */
  readonly tracked_changes: boolean;
  /** The program that laid the pages out, with its version. */
  readonly program: string;
  /** The sender has looked at the pages and finds them right. */
  readonly confirmed: boolean;
}

/** What becomes of a signed upload: signed further as it is, or a copy of its pages. */
export type SignedHandling = "further" | "copy";

/** A signed upload, of which its sender has to decide what becomes. */
export interface DraftSigned extends PdfSignatures {
  /** Why it cannot be signed further, by its code; absent where it can. */
  readonly refused?: string;
  readonly choice?: SignedHandling;
}

/** An empty field of a form that came with a file. */
export type FormField = {
  /** From 1, within the file. */
  readonly page: number;
  readonly rect: PageRect;
  readonly name: string;
  readonly required: boolean;
} & ({ readonly sort: "fill"; readonly kind: ValueKind } | { readonly sort: "sign" });

/** One of the files that a document is made of. */
export interface DraftPart {
  readonly name: string;
  readonly clean: string;
  /** How many of the document's pages are its. */
  readonly pages: number;
  readonly conversion?: Conversion;
  readonly form?: readonly FormField[];
  /** It carried digital signatures. */
  readonly signed?: DraftSigned;
}

export interface DraftDocument {
  readonly name: string;
  readonly clean: string;
  /** Bytes of the clean file. */
  readonly length: number;
  /** Absent in drafts of the first version. */
  readonly facts?: DocumentFacts;
  readonly pages: readonly DraftPage[];
  /** The files it is made of, in order; absent in drafts of the first versions. */
  readonly parts?: readonly DraftPart[];
}

export interface DraftBody {
  readonly title: string;
  readonly host_name: string;
  readonly parties: readonly DraftParty[];
  readonly fields: readonly DraftField[];
  /** Places for values, numbered after the fields. */
  readonly controls?: readonly FillControl[];
  /** What the sender has filled in so far. */
  readonly values?: readonly { readonly no: number; readonly text: string }[];
  /** The last day on which an ordinary contract can be signed, `2026-11-22`. */
  readonly deadline?: string;
  /** The organisation that sends it; absent where the owner does as a person. */
  readonly organisation?: string;
  readonly contract_type?: string;
  /** When whoever is awaited is reminded by itself; days, and how often at most. */
  readonly reminders?: { readonly after: number; readonly every: number; readonly most: number };
  /** 抄送人 */
  readonly readers?: DraftReaders;
  readonly policy: Policy;
  readonly document?: DraftDocument;
  /** The template that the draft was made of; written by the hub. */
  readonly template?: DraftTemplate;
}

interface DraftTemplate {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** A contract is started, or the template's next version is prepared. */
  readonly purpose: "start" | "revise";
  /** The type that contracts made of it have and keep. */
  readonly contract_type?: string;
}

export interface Draft {
  readonly id: string;
  readonly version: number;
  /** Milliseconds UTC. */
  readonly updated: number;
  readonly body: DraftBody;
  /** The approval that it waits for; it cannot be changed then. */
  readonly approval?: { readonly id: string; readonly organisation: string } | null;
}

/** A place where the document's own words ask for something. */
export interface Recommendation {
  /** From 1. */
  readonly page: number;
  readonly rect: PageRect;
  readonly kind: "signature" | "seal" | "legal_representative" | "date" | "text" | "check";
  /** From 1; `null` where the page does not say whose it is. */
  readonly party: number | null;
  /** The words that ask. */
  readonly label: string;
}

export async function recommended(id: string): Promise<readonly Recommendation[]> {
  const answer = await get<{ readonly recommended: readonly Recommendation[] }>(`/drafts/${id}/recommended`);
  return answer.recommended;
}

export function drafts(): Promise<readonly Draft[]> {
  return get("/drafts");
}

export function draft(id: string): Promise<Draft> {
  return get(`/drafts/${id}`);
}

export function createDraft(): Promise<Draft> {
  return post("/drafts");
}

/** Stores the body as the version after `version`; 409 `draft_changed` where somebody else has saved since. */
export async function saveDraft(id: string, version: number, body: DraftBody): Promise<number> {
  const saved = await put<{ readonly version: number }>(`/drafts/${id}`, { version, body });
  return saved.version;
}

export function removeDraft(id: string): Promise<void> {
  return remove(`/drafts/${id}`);
}

/** What became of sending: the contract, or the approval that its organisation demands first. */
export type Sent =
  | { readonly contract: string }
  | { readonly approval: string; readonly organisation: string };

/** Opens the room: the draft becomes a contract, or is sent to those who approve it. */
export function openDraft(id: string): Promise<Sent> {
  return post(`/drafts/${id}/open`, {}, { idempotencyKey: uuidV7() });
}

/** Address of the image of page `n` (from 1); `image` tells versions of the document apart. */
export function draftPageUrl(id: string, n: number, image: string): string {
  return `${apiUrl(`/drafts/${id}/pages/${n}.png`)}?image=${image.slice(0, 12)}`;
}

/** Sends a picture for one of the sender's controls; returns its hash. */
export async function sendDraftPicture(draft: string, file: File): Promise<string> {
  const path = `/drafts/${draft}/pictures`;
  const { picture } = await upload<{ readonly picture: string }>(path, file, "application/octet-stream");
  return picture;
}

export function draftPictureUrl(draft: string, picture: string): string {
  return apiUrl(`/drafts/${draft}/pictures/${picture}`);
}
