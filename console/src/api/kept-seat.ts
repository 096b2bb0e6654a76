/** The seat that this device took with a link; its cookie is the proof, this only remembers which one it was. */
import type { Joined } from "./participant";

/** The seat taken with `token` on this device, if it still knows it. */
export function keptSeat(token: string): Joined | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(token)) ?? "null");
    const isSeat = typeof kept === "object" && kept !== null && "seat" in kept && "contract" in kept;
    return isSeat ? (kept as Joined) : undefined;
  } catch {
    return undefined;
  }
}

export function keepSeat(token: string, joined: Joined): void {
  try {
    localStorage.setItem(key(token), JSON.stringify(joined));
  } catch {
    // Without storage a reload takes a new seat and asks for a new code.
  }
}

/** Gives the seat up: the link then asks who this is again. */
export function forgetSeat(token: string): void {
  try {
    localStorage.removeItem(key(token));
  } catch {
    // Nothing was kept.
  }
}

/** A part of the token tells links apart and is of no use to anybody else. */
function key(token: string): string {
  return `huiqian.seat/${token.slice(-12)}`;
}
