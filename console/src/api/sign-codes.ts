/** Sign codes 一码多签: one picture, and a contract of their own for everybody who scans it. */
import type { FillControl } from "@/live/plan";
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, put } from "./client";

export type ConditionName =
  | "enabled"
  | "ordinary"
  | "one_person"
  | "own_side_by_itself"
  | "order"
  | "silent_signing"
  | "seal_in_use"
  | "nothing_from_sender"
  | "typed_on_phone";

/** What must be so before a template is signed by code. */
export interface Condition {
  readonly condition: ConditionName;
  readonly met: boolean;
  /** A sentence for where it is not met. */
  readonly what_to_do: string;
}

export interface CodeRules {
  readonly contracts: number;
  /** How many days it stands after today. */
  readonly days: number;
  readonly days_to_sign: number;
  readonly repeats: boolean;
  /** For these numbers alone. */
  readonly phones?: readonly string[];
  /** Minutes after which the picture changes. */
  readonly rotates?: number;
}

export interface CodeRow {
  readonly id: string;
  readonly template_name: string;
  readonly on: boolean;
  readonly used: number;
  readonly contracts: number;
  /** Milliseconds UTC. */
  readonly until: number;
  /** How many people it is for; absent: anyone. */
  readonly named: number | null;
  readonly repeats: boolean;
  readonly rotates: number | null;
}

/** What came of one scan. */
export interface TakenPlace {
  readonly at: number;
  readonly state: "opening" | "opened" | "refused";
  readonly contract?: string;
  readonly title?: string;
  readonly why?: string;
}

/** What a screen on a wall shows. */
export interface WallView {
  readonly template_name: string;
  /** An SVG. */
  readonly qr: string;
  readonly url: string;
  readonly changes_at: number | null;
  /** Further places are given out. */
  readonly open: boolean;
  readonly used: number;
  readonly contracts: number;
  readonly until: number;
}

/** What whoever scans is told. */
export interface Look {
  readonly code: string;
  /** Good for half an hour, whatever the picture does. */
  readonly pass: string;
  readonly title: string;
  readonly sender: string;
  readonly pages: number;
  readonly state: "open" | "off" | "over" | "used_up";
  /** The number of the party that the visitor will be. */
  readonly party: number;
  readonly controls: readonly FillControl[];
}

export type TakeAnswer =
  | { readonly state: "opening" }
  | { readonly state: "ready"; readonly contract: string; readonly party: number };

export function conditions(template: string): Promise<readonly Condition[]> {
  return get(`/templates/${template}/sign-code-conditions`);
}

/** Latest first. */
export function signCodes(template: string): Promise<readonly CodeRow[]> {
  return get(`/templates/${template}/sign-codes`);
}

export async function issueSignCode(template: string, rules: CodeRules): Promise<void> {
  await post(`/templates/${template}/sign-codes`, rules, { idempotencyKey: uuidV7() });
}

export function turnSignCode(code: string, on: boolean): Promise<void> {
  return put(`/sign-codes/${code}/on`, { on });
}

/** The latest hundred, latest first. */
export async function placesOf(code: string): Promise<readonly TakenPlace[]> {
  return (await get<{ readonly places: readonly TakenPlace[] }>(`/sign-codes/${code}`)).places;
}

export function wallView(code: string): Promise<WallView> {
  return get(`/sign-codes/${code}/screen`);
}

export function signCodePicture(code: string): string {
  return apiUrl(`/sign-codes/${code}/qr.svg`);
}

/** @param token what stands behind the `#`, or the pass of an earlier look */
export function lookAtCode(token: string): Promise<Look> {
  return post("/sign-by-code/look", { token });
}

export function sendPhoneCode(phone: string): Promise<void> {
  return post("/sign-in/code", { phone });
}

/** Shows that the number is this person's. */
export function enterByCode(phone: string, code: string): Promise<void> {
  return post("/sign-by-code/enter", { phone, code });
}

/** Takes a place; asked again with the same `attempt` it is the same one. */
export function takePlace(
  pass: string,
  attempt: string,
  name: string,
  values: readonly { readonly no: number; readonly text: string }[],
): Promise<TakeAnswer> {
  return post("/sign-by-code/take", { pass, attempt, name, values });
}
