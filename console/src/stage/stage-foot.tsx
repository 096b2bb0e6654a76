import { headCode } from "@/beacon/beacon";
import { useWords } from "@/i18n/dictionary";
import { stageWords } from "@/i18n/stage-words";
import type { SessionView } from "@/live/protocol";
import { useBeacon } from "@/live/use-beacon";
import styles from "./stage-foot.module.css";

interface StageFootProps {
  readonly view: SessionView;
  readonly viewers: number | undefined;
}

/** Check words on the left; the log head's code in the corner. */
export function StageFoot({ view, viewers }: StageFootProps) {
  const t = useWords(stageWords);
  const words = useBeacon(view);
  return (
    <footer className={styles.foot}>
      <p className={styles.beacon}>
        {words.length > 0 && <span className={styles.label}>{t.checkWords}</span>}
        <span className={styles.words}>{words.join(" · ")}</span>
      </p>
      <p className={styles.corner}>
        {viewers !== undefined && viewers > 0 && <span className={styles.viewers}>{t.viewers(viewers)}</span>}
        <span className={styles.label}>{t.logHead}</span>
        <span className={styles.code}>{headCode(view.hash)}</span>
      </p>
    </footer>
  );
}
