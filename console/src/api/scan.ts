/** Signing in by a QR code that a phone scans. */
import type { Account } from "./account";
import { post } from "./client";
import type { Device } from "./me";

export interface ShownScan {
  readonly scan: string;
  /** Two digits that the phone's person types. */
  readonly number: string;
  /** Milliseconds UTC. */
  readonly expires: number;
  readonly qr_svg: string;
}

export type ScanStanding = "waiting" | "scanned" | "denied" | "gone";

export function beginScan(): Promise<ShownScan> {
  return post("/sign-in/scan");
}

/** How it stands; with an account once a phone has confirmed, and this browser is then signed in. */
export function scanStanding(
  scan: string,
): Promise<{ readonly standing: ScanStanding } | { readonly account: Account }> {
  return post("/sign-in/scan/standing", { scan });
}

/** On the phone: which device asks. */
export function lookAtScan(scan: string): Promise<{ readonly device: Device; readonly asked: number }> {
  return post("/me/scan", { scan });
}

/** On the phone: confirms with the number on the other screen, or denies without one. */
export function answerScan(scan: string, number: string | null): Promise<void> {
  return post("/me/scan/answer", { scan, number });
}
