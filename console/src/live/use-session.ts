/** The live sessions of a seat: its own, and one that only looks on. */
import { useEffect, useState } from "react";
import type { Seat } from "@/api/participant";
import { deviceShelf } from "./command-outbox";
import { LiveSession } from "./live-session";
import { CALM, LIVELY } from "./session-socket";

/** Looks on at a seat's session while another device acts there, for as long as a page shows it. */
export function useFollowing(seat: Seat): LiveSession {
  const [session] = useState(() => {
    const shelf = deviceShelf(`huiqian.following/${seat.joined.contract}`);
    return new LiveSession({ url: seat.followUrl(), heartbeat: CALM, shelf });
  });
  useEffect(() => session.start(), [session]);
  return session;
}

/** Opens the seat's live session for as long as a page shows it. */
export function useSession(seat: Seat): LiveSession {
  const [session] = useState(() => {
    const { contract, role, party } = seat.joined;
    return new LiveSession({
      url: seat.liveUrl(),
      heartbeat: role === "viewer" ? CALM : LIVELY,
      shelf: deviceShelf(`huiqian.pending/${contract}/${role}/${party ?? 0}`),
    });
  });
  useEffect(() => session.start(), [session]);
  return session;
}
