/** Bulk starts 批量发起: a sheet of people for one template; every row becomes a contract. */
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, upload } from "./client";

export interface RowPerson {
  readonly name: string;
  readonly phone: string;
  readonly organisation?: string;
}

export type BulkState = "prepared" | "under_way" | "done" | "stopped";

export interface BulkStartRow {
  readonly id: string;
  readonly template: string;
  readonly template_name: string;
  readonly state: BulkState;
  /** Rows that can be started, and rows that cannot. */
  readonly good: number;
  readonly bad: number;
  readonly done: number;
  readonly refused: number;
  /** Milliseconds UTC. */
  readonly at: number;
}

export interface SheetProblem {
  /** Empty: of the whole row. */
  readonly heading: string;
  readonly code: string;
  readonly detail: string;
}

export type RowOutcome =
  | { readonly row: "started"; readonly contract: string }
  | { readonly row: "awaits_approval"; readonly approval: string }
  | { readonly row: "refused"; readonly code: string };

export interface SheetLine {
  /** As the spreadsheet program numbers it. */
  readonly line: number;
  readonly title: string | null;
  readonly people: readonly RowPerson[];
  readonly problems: readonly SheetProblem[];
  readonly outcome: RowOutcome | null;
  /** Why it was refused. */
  readonly detail?: string;
}

export interface BulkStart extends BulkStartRow {
  readonly organisation: string | null;
  /** Headings from below which nothing is taken. */
  readonly unknown: readonly string[];
  /** How many rows there are in all. */
  readonly rows: number;
  /** A hundred of them. */
  readonly lines: readonly SheetLine[];
}

/** Latest first. */
export function bulkStarts(): Promise<readonly BulkStartRow[]> {
  return get("/bulk-starts");
}

/** @param wrong only rows that cannot be started, or were refused */
export function bulkStart(id: string, from: number, wrong: boolean): Promise<BulkStart> {
  return get(`/bulk-starts/${id}?from=${from}&wrong=${wrong}`);
}

/** Reads a sheet; nothing is started yet. `people`: whoever plays each role where a row names nobody. */
export function prepareBulkStart(
  template: string,
  sheet: File,
  people: readonly RowPerson[],
): Promise<{ readonly bulk_start: string }> {
  const always = encodeURIComponent(JSON.stringify(people));
  return upload(`/templates/${template}/bulk-starts?people=${always}`, sheet, "application/octet-stream", {
    idempotencyKey: uuidV7(),
  });
}

export function beginBulkStart(id: string): Promise<void> {
  return post(`/bulk-starts/${id}/begin`);
}

export function stopBulkStart(id: string): Promise<void> {
  return post(`/bulk-starts/${id}/stop`);
}

export function bulkSheetUrl(template: string): string {
  return apiUrl(`/templates/${template}/bulk-sheet.csv`);
}

export function bulkResultUrl(id: string): string {
  return apiUrl(`/bulk-starts/${id}/result.csv`);
}
