import { useTick } from "@/components/tick";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import { stageWords } from "@/i18n/stage-words";
import { clockText, dateText } from "@/live/hub-time";
import type { LiveSession } from "@/live/live-session";
import type { SessionView } from "@/live/protocol";
import styles from "./stage-head.module.css";

/** Title on the left, the hall's clock on the right. */
export function StageHead({ session, view }: { readonly session: LiveSession; readonly view: SessionView }) {
  const t = useWords(stageWords);
  const room = useWords(roomWords);
  return (
    <header className={styles.head}>
      <div className={styles.left}>
        <p className={styles.occasion}>
          {t.occasion}
          {view.policy.demo && <span className={styles.demo}>{room.demo}</span>}
        </p>
        <h1 className={styles.title}>{view.title}</h1>
      </div>
      <Clock session={session} offsetMinutes={view.policy.offset_minutes} />
    </header>
  );
}

interface ClockProps {
  readonly session: LiveSession;
  readonly offsetMinutes: number;
}

export function Clock({ session, offsetMinutes }: ClockProps) {
  const t = useWords(stageWords);
  useTick(250);
  const now = session.hubNow();
  return (
    <p className={styles.clock} role="timer" aria-label={t.hubTime}>
      <span className={styles.time}>{clockText(now, offsetMinutes)}</span>
      <span className={styles.date}>{dateText(now, offsetMinutes)}</span>
    </p>
  );
}
