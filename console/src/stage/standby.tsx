import { useWords } from "@/i18n/dictionary";
import { stageWords } from "@/i18n/stage-words";
import type { LiveSession } from "@/live/live-session";
import type { SessionView } from "@/live/protocol";
import type { Connection } from "@/live/session-socket";
import { Clock } from "./stage-head";
import styles from "./standby.module.css";

interface StandbyProps {
  readonly session: LiveSession;
  readonly view: SessionView | undefined;
  readonly title: string;
  readonly connection: Connection;
}

const SHANGHAI = 480;

/** The calm board: shown while there is no signal or the ceremony is paused; its clock keeps running. */
export function Standby({ session, view, title, connection }: StandbyProps) {
  const t = useWords(stageWords);
  const text =
    connection.state === "ended"
      ? connection.why === "other_device"
        ? t.movedAway
        : t.linkEnded
      : view?.paused
        ? t.paused
        : view
          ? t.standby
          : t.standbyFirst;
  return (
    <div className={styles.board}>
      <div className={styles.clock}>
        <Clock session={session} offsetMinutes={view?.policy.offset_minutes ?? SHANGHAI} />
      </div>
      <div className={styles.middle}>
        <div className={styles.rule} aria-hidden="true" />
        <h1 className={styles.title}>{view?.title ?? title}</h1>
        <p className={styles.text} role="status">
          {text}
        </p>
        <div className={styles.rule} aria-hidden="true" />
      </div>
    </div>
  );
}
