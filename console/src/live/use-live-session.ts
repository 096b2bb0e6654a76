/** A live session as React state. */
import { useSyncExternalStore } from "react";
import type { LiveSession, LiveState } from "./live-session";

export function useLiveState(session: LiveSession): LiveState {
  return useSyncExternalStore(session.subscribe, session.get);
}
