import { useWords } from "@/i18n/dictionary";
import { stageWords } from "@/i18n/stage-words";
import type { SessionView } from "@/live/protocol";
import { useBeacon } from "@/live/use-beacon";
import styles from "./opening-scene.module.css";

/** The two sides, or up to five, before the first page; at the opening, the words that the host reads out. */
export function OpeningScene({ view }: { readonly view: SessionView }) {
  const t = useWords(stageWords);
  const words = useBeacon(view);
  const isOpening = view.phase === "opening";
  return (
    <div className={styles.scene}>
      <p className={styles.caption} role="status">
        {isOpening ? t.opening : t.lobby}
      </p>
      <ul className={styles.sides}>
        {view.parties.map((party) => (
          <li key={party.no} className={styles.side}>
            <span className={styles.label}>{party.label}</span>
            <span className={styles.organisation}>{party.organisation ?? party.name}</span>
            {party.organisation && <span className={styles.name}>{party.name}</span>}
            <span className={party.present ? `${styles.state} ${styles.here}` : styles.state}>
              {party.present ? t.here : t.awaited}
            </span>
          </li>
        ))}
      </ul>
      {isOpening && (
        <div className={styles.beacon}>
          <p className={styles.words}>{words.join(" · ")}</p>
          <p className={styles.hint}>{t.openingHint}</p>
        </div>
      )}
    </div>
  );
}
