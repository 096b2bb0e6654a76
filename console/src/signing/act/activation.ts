/** What the party's device signs: docs/reference/live-protocol.md, "Activation". */
import { fromBase64Url, sha256Hex } from "@/live/bytes";
import type { WrittenOpinion } from "@/live/opinion";
import type { Hash, SessionView, StrokeView } from "@/live/protocol";
import type { DeviceKey } from "./device-key";

export interface SignedActivation {
  readonly r0: Hash;
  readonly ink: Hash;
  readonly activation: string;
  readonly signature: string;
  readonly seals?: readonly { readonly field: number; readonly seal: string }[];
  readonly opinions?: readonly WrittenOpinion[];
}

/** What an act brings besides handwriting. */
export interface Brought {
  readonly seals?: readonly ActedSeal[];
  readonly opinions?: readonly WrittenOpinion[];
  /** How many contracts are confirmed with the same press, where it is not this one alone. */
  readonly together?: number;
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
 * States that `party` signs the document and the ink that `view` displays, with what it has brought, at hub time `at`.
 */
export async function signActivation(
  view: SessionView,
  party: number,
  at: number,
  key: DeviceKey,
  { seals = [], opinions = [], together = 1 }: Brought = {},
): Promise<SignedActivation | undefined> {
  const { r0 } = view;
  if (r0 === undefined) return undefined;
  const ink = await inkDigest(view.ink.filter((stroke) => stroke.party === party));
  const ordered = [...seals].sort((a, b) => a.field - b.field);
  const shown = ordered.map(({ artwork, field, seal }) => ({ artwork, field, seal }));
  const written = [...opinions].sort((a, b) => a.field - b.field);
  const stated: { readonly digest: Hash; readonly field: number }[] = [];
  for (const { field, record } of written) {
    stated.push({ digest: await sha256Hex(new TextEncoder().encode(record)), field });
  }
  // Keys in byte order, no spaces: the canonical form that the hub compares with.
  const activation = JSON.stringify({
    $t: "hub.activation.v1",
    at: Math.round(at),
    ink,
    ...(stated.length > 0 && { opinions: stated }),
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
  return {
    r0,
    ink,
    activation,
    signature,
    ...(shown.length > 0 && { seals: ordered.map(({ field, seal }) => ({ field, seal })) }),
    ...(written.length > 0 && { opinions: written }),
  };
}
