import { useTick } from "@/components/tick";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { leftText } from "@/live/hub-time";
import type { LiveSession } from "@/live/live-session";

interface GrantClockProps {
  readonly session: LiveSession;
  readonly until: number | undefined;
}

/** How long the right to sign still lasts, by the hub's clock. */
export function GrantClock({ session, until }: GrantClockProps) {
  const t = useWords(actWords);
  useTick(1000);
  if (until === undefined) return null;
  return <>{t.grantEndsIn(leftText(until - session.hubNow()))}</>;
}
