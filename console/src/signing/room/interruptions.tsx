/** Everything that may come between: paused, removed, called off, refused, connection ended. */
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { arrivalWords } from "@/i18n/arrival-words";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { EndReason } from "@/live/reconnect";
import styles from "./interruptions.module.css";

interface Because {
  readonly reason: string | undefined;
}

function Reason({ reason }: Because) {
  const t = useWords(roomWords);
  return reason ? <p className={styles.reason}>{t.reason(reason)}</p> : null;
}

/** Lies over whatever was on the screen, so that nothing is lost from it. */
export function Paused({ reason }: Because) {
  const t = useWords(roomWords);
  return (
    <div className={styles.veil} role="alertdialog" aria-label={t.pausedTitle}>
      <div className={styles.card}>
        <div className={styles.bars} aria-hidden="true" />
        <h2 className={styles.title}>{t.pausedTitle}</h2>
        <p className={styles.text}>{t.pausedText}</p>
        <Reason reason={reason} />
      </div>
    </div>
  );
}

export function Removed({ reason }: Because) {
  const t = useWords(roomWords);
  return (
    <Notice mark="候" title={t.removedTitle} text={t.removedText}>
      <Reason reason={reason} />
    </Notice>
  );
}

export function CalledOff({ reason }: Because) {
  const t = useWords(roomWords);
  return (
    <Notice mark="止" tone="warn" title={t.calledOffTitle} text={t.calledOffText}>
      <Reason reason={reason} />
    </Notice>
  );
}

export function Refused() {
  const t = useWords(roomWords);
  return <Notice mark="否" tone="warn" title={t.refusedTitle} text={t.refusedText} />;
}

interface ConnectionEndedProps extends Because {
  readonly why: Exclude<EndReason, "other_device">;
  readonly onReturn: () => void;
}

/** The hub ended the connection and said not to come back by itself. */
export function ConnectionEnded({ why, reason, onReturn }: ConnectionEndedProps) {
  const t = useWords(roomWords);
  const arrival = useWords(arrivalWords);
  const reload = (label: string) => (
    <Button wide onClick={onReturn}>
      {label}
    </Button>
  );
  switch (why) {
    case "link_ended":
      return (
        <Notice
          mark="断"
          tone="warn"
          title={arrival.linkEndedTitle}
          text={arrival.linkEndedHint}
          footer={reload(t.reload)}
        />
      );
    case "not_allowed":
      return (
        <Notice mark="候" title={t.removedTitle} text={t.removedRetry} footer={reload(t.reload)}>
          <Reason reason={reason} />
        </Notice>
      );
    case "over":
      return <Notice mark="终" title={t.endedTitle} text={t.endedText} footer={reload(t.reload)} />;
    case "malformed":
      return <Notice mark="续" title={t.staleTitle} text={t.staleText} footer={reload(t.reload)} />;
  }
}
