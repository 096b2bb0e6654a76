/** Opens the live session of a seat for as long as a page shows it. */
import { useEffect, useState } from "react";
import type { Seat } from "@/api/participant";
import { deviceShelf } from "./command-outbox";
import { LiveSession } from "./live-session";
import { CALM, LIVELY } from "./session-socket";

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
