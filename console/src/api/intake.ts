/** Files on their way into a draft: sent, followed, cancelled, put in order, confirmed. */
import { currentLanguage } from "@/i18n/language";
import { apiUrl, get, post, put, remove } from "./client";
import type { SignedHandling } from "./drafts";
import { Problem } from "./problem";

/** What the sender decides about a file that was refused without it. */
export interface UploadChoice {
  readonly password?: string;
}

/** How far the hub is with an upload. */
export type IntakeStep =
  | { readonly step: "none" | "checking" | "queued" | "converting" | "joining" }
  | { readonly step: "drawing"; readonly done: number; readonly total: number };

export interface Upload {
  readonly file: File;
  readonly choice: UploadChoice;
  /** It follows the document's last page instead of taking its place. */
  readonly join: boolean;
}

interface Listeners {
  /** Hears the fraction sent, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  /** Ends the sending. */
  readonly signal: AbortSignal;
  /** What is said where no answer comes. */
  readonly noAnswer: string;
}

/** Sends a file. `fetch` tells nothing of its progress, so this one call is an XMLHttpRequest. */
export function uploadDocument(id: string, upload: Upload, listeners: Listeners): Promise<void> {
  const { file, choice, join } = upload;
  const { onProgress, signal, noAnswer } = listeners;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name });
    if (join) query.set("join", "true");
    request.open("POST", `${apiUrl(`/drafts/${id}/document`)}?${query}`);
    if (choice.password !== undefined) {
      request.setRequestHeader("X-Document-Password", base64(choice.password));
    }
    request.setRequestHeader("X-Huiqian", "1");
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.setRequestHeader("Accept-Language", currentLanguage());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.upload.onload = () => onProgress(1);
    request.onerror = () => reject(new Problem(0, "network", noAnswer));
    request.onabort = () => reject(new Problem(0, "cancelled", noAnswer));
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(refusal(request, noAnswer));
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

export function intakeStep(id: string): Promise<IntakeStep> {
  return get(`/drafts/${id}/document/progress`);
}

export function cancelIntake(id: string): Promise<void> {
  return remove(`/drafts/${id}/document/progress`);
}

/**
 * Puts the files of a document in another order, or takes some out.
 * @param clean the document that was looked at; 409 `draft_changed` where it is another by now
 * @param order which files stay, from 0
 */
export function arrangeParts(id: string, clean: string, order: readonly number[]): Promise<void> {
  return put(`/drafts/${id}/document/parts`, { clean, order });
}

/** Says what becomes of a file that carries signatures. `part` counts from 0. */
export function chooseSigned(id: string, clean: string, part: number, choice: SignedHandling): Promise<void> {
  return put(`/drafts/${id}/document/signed`, { clean, part, choice });
}

/** Says that the pages made of an Office file are right. `part` counts from 0. */
export function confirmConversion(id: string, clean: string, part: number): Promise<void> {
  return post(`/drafts/${id}/document/confirmation`, { clean, part });
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
