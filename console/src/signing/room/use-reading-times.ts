/** Reports how long this person had each page on the screen; it becomes part of the record. */
import { useEffect } from "react";
import type { LiveSession } from "@/live/live-session";

/** Shorter looks are not reported. */
const SHORTEST_MS = 500;
/** A page that stays is reported in pieces, so that a lost phone loses little. */
const EVERY_MS = 30_000;

export function useReadingTimes(session: LiveSession, page: number): void {
  useEffect(() => {
    if (page < 1) return;
    let since = document.hidden ? undefined : performance.now();
    const report = () => {
      if (since === undefined) return;
      const millis = Math.round(performance.now() - since);
      since = document.hidden ? undefined : performance.now();
      if (millis >= SHORTEST_MS) session.command("report_reading", { page, millis });
    };
    const onVisibility = () => {
      if (document.hidden) report();
      else since = performance.now();
    };
    const timer = setInterval(report, EVERY_MS);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisibility);
      report();
    };
  }, [session, page]);
}
