/** The texts in force, and what a signed-in person accepts of them. A party accepts in its contract's own log. */
import type { Language } from "@/i18n/language";
import type { ConsentKind, Hash } from "@/live/protocol";
import { get, post } from "./client";

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** One text that people accept, by version. */
export interface Agreement {
  /** `silent_signing`: the agreement of an extended service of organisations. */
  readonly kind: ConsentKind | "silent_signing";
  readonly version: string;
  readonly title: Bilingual;
  readonly text: Bilingual;
  readonly sha256: { readonly zh: Hash; readonly en: Hash };
}

export function agreements(): Promise<readonly Agreement[]> {
  return get<readonly Agreement[]>("/agreements");
}

/** The texts in force that this account has not accepted. */
export async function owedAgreements(): Promise<readonly Agreement[]> {
  const [all, { owed }] = await Promise.all([
    agreements(),
    get<{ readonly owed: readonly Agreement["kind"][] }>("/me/agreements"),
  ]);
  return all.filter((agreement) => owed.includes(agreement.kind));
}

/** Accepts these texts as they were shown in `language`. */
export function acceptAgreements(shown: readonly Agreement[], language: Language): Promise<void> {
  return post(
    "/me/agreements",
    shown.map(({ kind, version, sha256 }) => ({ kind, version, text: sha256[language] })),
  );
}
