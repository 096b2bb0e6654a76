/** When to come back after a connection ended, and when not to. */
import { CloseCode } from "./protocol";

export type AfterClose =
  | { readonly come: "back"; readonly delayMs: number }
  | { readonly come: "never"; readonly why: EndReason };

export type EndReason = "over" | "link_ended" | "not_allowed" | "other_device" | "malformed";

const FIRST_DELAY_MS = 500;
const LAST_DELAY_MS = 16_000;

/**
 * @param code close code as the browser saw it
 * @param attempt how many connections in a row have failed before this one
 * @param restartWithinMs what the hub's `bye` said, if it said one
 * @param random uniform in [0, 1)
 */
export function afterClose(
  code: number,
  attempt: number,
  restartWithinMs: number | undefined,
  random: number,
): AfterClose {
  switch (code) {
    case CloseCode.over:
      return { come: "never", why: "over" };
    case CloseCode.notSignedIn:
      return { come: "never", why: "link_ended" };
    case CloseCode.notAllowed:
      return { come: "never", why: "not_allowed" };
    case CloseCode.otherDevice:
      return { come: "never", why: "other_device" };
    case CloseCode.malformed:
      return { come: "never", why: "malformed" };
    case CloseCode.slow:
      return { come: "back", delayMs: attempt === 0 ? 0 : backoff(attempt, random) };
    case CloseCode.restart:
      return { come: "back", delayMs: (restartWithinMs ?? FIRST_DELAY_MS) * random };
    default:
      return { come: "back", delayMs: backoff(attempt, random) };
  }
}

/** 0.5, 1, 2, 4, 8, 16 s, each between half and one and a half of itself. */
function backoff(attempt: number, random: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** attempt, LAST_DELAY_MS) * (0.5 + random);
}
