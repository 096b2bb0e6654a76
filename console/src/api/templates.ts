/** Templates 模板: what contracts are started from; each change of the pages is a version. */
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, put, remove } from "./client";
import type { Draft } from "./drafts";

interface Role {
  readonly label: string;
  readonly organisation: boolean;
}

export interface TemplateRow {
  readonly id: string;
  readonly name: string;
  /** `null` at the top. */
  readonly folder: string | null;
  readonly enabled: boolean;
  /** Whether the signed-in person may change it. */
  readonly kept: boolean;
  /** Present where it is an organisation's. */
  readonly keeper: { readonly organisation: string } | null;
  readonly version: number;
  readonly pages: number;
  /** SHA-256 of the image of the first page. */
  readonly cover: string;
  /** In the order of the parties. */
  readonly roles: readonly Role[];
  /** Milliseconds UTC. */
  readonly changed_at: number;
}

/** Latest change first. */
export function templates(): Promise<readonly TemplateRow[]> {
  return get("/templates");
}

/** The approval that an organisation's template waits for before it comes into use; none where it is in use now. */
type Published = { readonly approval: string | null } | undefined;

/** Saves a draft as a template; the draft goes on as it was. */
export function makeTemplate(draft: string, name: string, folder: string | null): Promise<Published> {
  return post("/templates", { draft, name, folder }, { idempotencyKey: uuidV7() });
}

export function fileTemplate(id: string, name: string, folder: string | null): Promise<void> {
  return put(`/templates/${id}`, { name, folder });
}

export function enableTemplate(id: string, enabled: boolean): Promise<Published> {
  return put(`/templates/${id}/enabled`, { enabled });
}

export async function copyTemplate(id: string, name: string): Promise<void> {
  await post(`/templates/${id}/copy`, { name }, { idempotencyKey: uuidV7() });
}

export function removeTemplate(id: string): Promise<void> {
  return remove(`/templates/${id}`);
}

/** A draft of the latest version: a contract to send, or the template's next version. */
export function draftOfTemplate(id: string, purpose: "start" | "revise"): Promise<Draft> {
  return post(`/templates/${id}/drafts`, { purpose });
}

/** The draft becomes the template's next version and goes; 409 `template_changed` where another came first. */
export function reviseTemplate(id: string, draft: string): Promise<Published> {
  return put(`/templates/${id}/content`, { draft });
}

/** Address of the image of page `n` (from 1); `cover` tells versions apart. */
export function templatePageUrl({ id, cover }: TemplateRow, n: number): string {
  return `${apiUrl(`/templates/${id}/pages/${n}.png`)}?cover=${cover.slice(0, 12)}`;
}

export function templateFileUrl(id: string): string {
  return apiUrl(`/templates/${id}/document.pdf`);
}
