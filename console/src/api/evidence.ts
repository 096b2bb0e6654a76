/** Verifying a package or a PDF, and what others need to trust this hub. */

import type { Hash } from "@/live/protocol";
import { get, upload } from "./client";

export type Outcome = "skipped" | "pass" | "degraded" | "unknown" | "fail";
export type Verdict = "verified" | "below_policy" | "tampered" | "not_checkable";

interface Check {
  /** `V01` … */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly outcome: Outcome;
  readonly detail: string;
}

export interface PartyFacts {
  readonly no: number;
  readonly label: string;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly identity: string | null;
  /** How many contracts the party confirmed with one press, this one included. */
  readonly together: number | null;
  readonly committed_at: number | null;
  readonly signed_at: number | null;
}

export interface Facts {
  readonly contract: string;
  readonly title: string | null;
  readonly host: string | null;
  readonly parties: readonly PartyFacts[];
  readonly lines: number;
  readonly opened_at: number | null;
  readonly closed_at: number | null;
  readonly document: Hash | null;
  readonly called_off: boolean;
  /** What became of signatures that the upload carried. */
  readonly signed_source: { readonly handling: "further" | "copy"; readonly signatures: number } | null;
  readonly uploaded: Hash | null;
}

/** One signature in a PDF. */
export interface PdfSignature {
  readonly field: string;
  readonly kind: "certification" | "approval" | "document_timestamp";
  /** Who signed and who issued the certificate, as it says; worth something only where `trusted`. */
  readonly name?: string | null;
  readonly issuer?: string | null;
  /** What the signer says of the time, in PDF's form: `D:20261122180509+08'00'`. */
  readonly stated_time?: string | null;
  /** Milliseconds UTC that a trusted authority vouches for. */
  readonly token_time?: number | null;
  readonly intact: boolean;
  readonly trusted: boolean;
  readonly changes_after: "none" | "allowed" | "forbidden";
}

/** A PDF by itself. */
export interface PdfSignatures {
  readonly verdict: "intact_ours" | "intact_some_ours" | "tampered" | "unsigned" | "malformed";
  readonly signatures: readonly PdfSignature[];
}

/** What `hub verify` says; exit codes 0, 10, 20, 30. */
export interface VerifyReport {
  readonly verdict: Verdict;
  readonly exit_code: number;
  readonly reasons: readonly string[];
  readonly checks: readonly Check[];
  /** Weak points by code. */
  readonly degraded: readonly string[];
  readonly facts: Facts | null;
  readonly pdf: PdfSignatures | null;
}

export interface Trust {
  readonly root_subject: string;
  readonly root_sha256: Hash;
  readonly log_key: string;
  readonly embedded_ca: boolean;
  /** Present where the hub serves TLS with its own root. */
  readonly tls: Hash | null;
}

/** @param file an evidence package (ZIP) or a signed PDF */
export function verifyFile(file: Blob): Promise<VerifyReport> {
  return upload("/verify", file, "application/octet-stream");
}

export function trust(): Promise<Trust> {
  return get("/trust");
}

/** What this hub can do. */
export interface Health {
  readonly version: string;
  readonly film: boolean;
  readonly lan: boolean;
  readonly demo?: boolean;
}

export function health(): Promise<Health> {
  return get("/health");
}
