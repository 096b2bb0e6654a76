/** What the party's device signs: docs/reference/live-protocol.md, "Activation". */
import { fromBase64Url, sha256Hex } from "@/live/bytes";
import type { Hash, SessionView, StrokeView } from "@/live/protocol";
import type { DeviceKey } from "./device-key";

export interface SignedActivation {
  readonly r0: Hash;
  readonly ink: Hash;
  readonly activation: string;
  readonly signature: string;
  readonly seals?: readonly { readonly field: number; readonly seal: string }[];
}

/** A seal in a control, as the act states it. */
export interface ActedSeal {
  readonly field: number;
  readonly seal: string;
  readonly artwork: Hash;
}

/** SHA-256 over `field/stroke/sha256-of-encoded-stroke\n`, fields and strokes ascending. */
export async function inkDigest(strokes: readonly StrokeView[]): Promise<Hash> {
  const ordered = [...strokes].sort((a, b) => a.field - b.field || a.stroke - b.stroke);
  let text = "";
  for (const { field, stroke, ink } of ordered) {
    text += `${field}/${stroke}/${await sha256Hex(fromBase64Url(ink ?? ""))}\n`;
  }
  return sha256Hex(new TextEncoder().encode(text));
}

/**
 * States that `party` signs the document and the ink that `view` displays, with these seals, at hub time `at`.
 * `together`: how many contracts are confirmed with the same press, where it is not this one alone.
 */
export async function signActivation(
  view: SessionView,
  party: number,
  at: number,
  key: DeviceKey,
  seals: readonly ActedSeal[] = [],
  together = 1,
): Promise<SignedActivation | undefined> {
  const { r0 } = view;
  if (r0 === undefined) return undefined;
  const ink = await inkDigest(view.ink.filter((stroke) => stroke.party === party));
  const ordered = [...seals].sort((a, b) => a.field - b.field);
  const shown = ordered.map(({ artwork, field, seal }) => ({ artwork, field, seal }));
  // Keys in byte order, no spaces: the canonical form that the hub compares with.
  const activation = JSON.stringify({
    $t: "hub.activation.v1",
    at: Math.round(at),
    ink,
    party,
    purpose: "sign",
    r0,
    ...(shown.length > 0 && { seals: shown }),
    seen_hash: view.hash,
    seen_n: view.seq,
    session: view.first_line,
    ...(together > 1 && { together }),
  });
  const signature = await key.sign(activation);
  if (shown.length === 0) return { r0, ink, activation, signature };
  return { r0, ink, activation, signature, seals: ordered.map(({ field, seal }) => ({ field, seal })) };
}
