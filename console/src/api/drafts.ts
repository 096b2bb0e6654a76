/** Drafts: contracts being prepared. Saved with a version, so that two windows never overwrite each other. */
import { currentLanguage } from "@/i18n/language";
import type { PageBox, PageRect, Policy } from "@/live/protocol";
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, put, remove } from "./client";
import { Problem } from "./problem";

export interface DraftParty {
  readonly label: string;
  readonly name: string;
  readonly phone: string;
  readonly organisation?: string;
}

export interface DraftField {
  /** From 1. */
  readonly party: number;
  /** From 1. */
  readonly page: number;
  readonly rect: PageRect;
}

interface DraftPage {
  readonly page_box: PageBox;
  readonly width_px: number;
  readonly height_px: number;
  readonly image: string;
}

/** What became of an upload on its way in. */
export interface DocumentFacts {
  readonly decrypted: boolean;
  /** Its structure was damaged and was put right. */
  readonly repaired: boolean;
  /** Digital signatures of the upload that the document here does not have. */
  readonly signatures_removed: number;
}

/** What the sender decides about a file that was refused without it. */
export interface UploadChoice {
  readonly password?: string;
  readonly signed?: "copy";
}

interface DraftDocument {
  readonly name: string;
  readonly clean: string;
  /** Bytes of the clean file. */
  readonly length: number;
  /** Absent in drafts of the first version. */
  readonly facts?: DocumentFacts;
  readonly pages: readonly DraftPage[];
}

export interface DraftBody {
  readonly title: string;
  readonly host_name: string;
  readonly parties: readonly DraftParty[];
  readonly fields: readonly DraftField[];
  readonly policy: Policy;
  readonly document?: DraftDocument;
}

export interface Draft {
  readonly id: string;
  readonly version: number;
  /** Milliseconds UTC. */
  readonly updated: number;
  readonly body: DraftBody;
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

/** Opens the room: the draft becomes a contract. */
export async function openDraft(id: string): Promise<string> {
  const opened = await post<{ readonly contract: string }>(
    `/drafts/${id}/open`,
    {},
    { idempotencyKey: uuidV7() },
  );
  return opened.contract;
}

/** Address of the image of page `n` (from 1); `image` tells versions of the document apart. */
export function draftPageUrl(id: string, n: number, image: string): string {
  return `${apiUrl(`/drafts/${id}/pages/${n}.png`)}?image=${image.slice(0, 12)}`;
}

/**
 * Sends a PDF or a picture. `fetch` tells nothing of its progress, so this one call is an XMLHttpRequest.
 * @param onProgress hears the fraction sent, 0 to 1
 */
export function uploadDocument(
  id: string,
  file: File,
  choice: UploadChoice,
  onProgress: (fraction: number) => void,
  noAnswer: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name });
    if (choice.signed) query.set("signed", choice.signed);
    request.open("POST", `${apiUrl(`/drafts/${id}/document`)}?${query}`);
    if (choice.password !== undefined) {
      request.setRequestHeader("X-Document-Password", base64(choice.password));
    }
    request.setRequestHeader("X-Huiqian", "1");
    request.setRequestHeader("Content-Type", file.type || "application/pdf");
    request.setRequestHeader("Accept-Language", currentLanguage());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Problem(0, "network", noAnswer));
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(refusal(request, noAnswer));
    };
    request.send(file);
  });
}

/** UTF-8 in base64: a header holds no other letters. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function refusal(request: XMLHttpRequest, fallback: string): Problem {
  try {
    const { code, detail } = JSON.parse(request.responseText) as { code: string; detail: string };
    return new Problem(request.status, code, detail);
  } catch {
    return new Problem(request.status, `http_${request.status}`, fallback);
  }
}
