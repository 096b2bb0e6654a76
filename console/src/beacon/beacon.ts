// The same-page beacon 同页口令: three words from what this screen shows (domain/src/beacon.rs).

import { WORDS } from "./words.generated";

export type Beacon = readonly [number, number, number];

/**
 * Indices of the three words for the hash of R0, of the page's image and of the line that turned to the page,
 * each 64 hex digits. Needs a secure context, as all of the signing page does.
 */
export async function beacon(r0: string, image: string, pageTurn: string): Promise<Beacon> {
  const text = `hub.beacon.v1\n${r0}\n${image}\n${pageTurn}\n`;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  const [a = 0, b = 0, c = 0] = digest;
  return [a, b, c];
}

/** The words in the order in which the host reads them. */
export function beaconWords(indices: Beacon, language: "zh" | "en"): string[] {
  return indices.map((index) => WORDS[index]?.[language === "zh" ? 0 : 1] ?? "");
}

/** The short code of the log's head in the corner of every picture. */
export function headCode(hash: string): string {
  return hash.slice(0, 6);
}
