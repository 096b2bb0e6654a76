/** 签署意见: the record of what a signer wrote, and its text (docs/decisions/0100-what-a-signer-writes-at-the-act.md). */
import type { SigningField } from "./protocol";

/** An opinion in a control, as the act states it. */
export interface WrittenOpinion {
  readonly field: number;
  /** `hub.opinion.v1` in canonical form. */
  readonly record: string;
}

/** The record with a new nonce: without one the hash of a short text would tell it. */
export function opinionRecord(text: string): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  const nonce = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  // Keys in byte order, no spaces: the canonical form that the hub reads.
  return JSON.stringify({ $t: "hub.opinion.v1", nonce, text: text.normalize("NFC").trim() });
}

/** The text in a record; empty where it is erased or no record. */
export function opinionText(record: string | undefined): string {
  if (record === undefined) return "";
  try {
    const { text } = JSON.parse(record) as { readonly text?: unknown };
    return typeof text === "string" ? text : "";
  } catch {
    return "";
  }
}

/** The words that must be copied out in a control; empty: the signer's own. */
export function toCopy({ content }: SigningField): string {
  return content?.kind === "opinion" ? (content.copy ?? "") : "";
}
