/** 个人中心: what a signed-in person keeps here, and how they show once more that it is them. */
import { get, post, put, remove } from "./client";

export interface Device {
  /** For example `Chrome 128`; empty where it is unknown. */
  readonly browser: string;
  /** For example `Windows`; empty where it is unknown. */
  readonly system: string;
}

export interface Session {
  readonly id: string;
  readonly device: Device;
  /** Milliseconds UTC. */
  readonly first_seen: number;
  /** Milliseconds UTC, to the minute. */
  readonly last_seen: number;
  readonly current: boolean;
}

export interface Means {
  readonly phone_masked: string;
  readonly identity: Identity | null;
  /** Whether a service that compares faces is configured. */
  readonly face_check: boolean;
  readonly password: boolean;
  readonly sign_password: "none" | "set" | "locked";
  readonly saved_signature: boolean;
  /** Whether a WeChat opens the account; null where this hub has no such way. */
  readonly wechat: boolean | null;
  readonly passkeys: readonly Passkey[];
  /** The origin under which passkeys can be used; `null` where this hub has no domain. */
  readonly passkey_origin: string | null;
}

interface Passkey {
  readonly id: string;
  readonly name: string;
  /** Milliseconds UTC. */
  readonly added: number;
  readonly last_used: number | null;
}

export function removeSavedSignature(): Promise<void> {
  return remove("/me/saved-signature");
}

export function sessions(): Promise<readonly Session[]> {
  return get("/me/sessions");
}

export function endSession(id: string): Promise<void> {
  return remove(`/me/sessions/${id}`);
}

export function endOtherSessions(): Promise<void> {
  return remove("/me/sessions");
}

export function means(): Promise<Means> {
  return get("/me/means");
}

export function sendStepUpCode(): Promise<void> {
  return post("/me/step-up/code");
}

export function stepUp(code: string): Promise<void> {
  return post("/me/step-up", { code });
}

export function setPassword(password: string): Promise<void> {
  return put("/me/password", { password });
}

export function removePassword(): Promise<void> {
  return remove("/me/password");
}

export function setSignPassword(password: string): Promise<void> {
  return put("/me/sign-password", { password });
}

export function sendNewPhoneCode(phone: string): Promise<void> {
  return post("/me/phone/code", { phone });
}

export function changePhone(phone: string, code: string): Promise<void> {
  return put("/me/phone", { phone, code });
}

/** For which organisation the person works from now on; `null`: for themselves. */
export function chooseOrganisation(organisation: string | null): Promise<void> {
  return put("/me/organisation", { organisation });
}

export const DOCUMENTS = [
  "resident_id_card",
  "residence_permit",
  "hong_kong_macao_permit",
  "taiwan_permit",
  "permanent_resident_card",
  "passport",
] as const;

export type DocumentKind = (typeof DOCUMENTS)[number];

/** An identity document, as somebody typed it. */
export interface Paper {
  readonly kind: DocumentKind;
  readonly number: string;
}

interface Identity {
  /** Whether a face stood behind the check. */
  readonly face: boolean;
  readonly document: DocumentKind;
  readonly name_masked: string;
  readonly number_masked: string;
  /** Milliseconds UTC. */
  readonly at: number;
}

export function verifyIdentity(document: DocumentKind, name: string, number: string): Promise<void> {
  return post("/me/identity", { document, name, number });
}

export interface FacePage {
  /** Where the person shows their face, on a phone. */
  readonly url: string;
  readonly qr_svg: string;
}

export function beginFaceCheck(name: string, number: string): Promise<FacePage> {
  return post("/me/identity/face", { name, number });
}

/** What a face check came to; `none` where none has begun. */
export type FaceOutcome = "none" | "waiting" | "failed" | "passed";

export async function faceOutcome(): Promise<FaceOutcome> {
  const { outcome } = await post<{ readonly outcome: FaceOutcome }>("/me/identity/face/outcome");
  return outcome;
}

/** The person who is signed in, as a contract would name them. */
export interface OwnDetails {
  /** Empty while the identity is not verified. */
  readonly name: string;
  readonly phone: string;
}

export function ownDetails(): Promise<OwnDetails> {
  return get("/me/details");
}
