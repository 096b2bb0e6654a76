/** A visit by code as this tab knows it: a reload or a lost answer goes on with the same try. */
import { uuidV7 } from "@/live/uuid";

export interface Visit {
  readonly pass: string;
  /** Names the try: the same one is the same contract. */
  readonly attempt: string;
  /** The hub was asked for the contract, whatever became of the answer. */
  readonly asked: boolean;
}

/** @param code with or without hyphens */
export function keptVisit(code: string): Visit | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(code)) ?? "null");
    return typeof kept === "object" && kept !== null && "attempt" in kept ? (kept as Visit) : undefined;
  } catch {
    return undefined;
  }
}

export function keepVisit(code: string, visit: Visit): void {
  try {
    sessionStorage.setItem(key(code), JSON.stringify(visit));
  } catch {
    // Without storage a reload is another try.
  }
}

export function forgetVisit(code: string): void {
  try {
    sessionStorage.removeItem(key(code));
  } catch {
    // Nothing was kept.
  }
}

export function newVisit(pass: string): Visit {
  return { pass, attempt: uuidV7(), asked: false };
}

function key(code: string): string {
  return `huiqian.by-code/${code.replace(/-/g, "")}`;
}
