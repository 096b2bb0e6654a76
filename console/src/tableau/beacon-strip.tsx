/** The check words of the host's page, fixed on top of every screen. */
import { VisuallyHidden } from "@/components/visually-hidden";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { SessionView } from "@/live/protocol";
import { useBeacon } from "@/live/use-beacon";
import styles from "./beacon-strip.module.css";

export function BeaconStrip({ view, caption }: { readonly view: SessionView; readonly caption: string }) {
  const t = useWords(roomWords);
  const words = useBeacon(view);
  return (
    <div className={styles.strip}>
      <div className={styles.line}>
        <span>{caption}</span>
        {view.policy.demo && <span className={styles.demo}>{t.demo}</span>}
        <span className={styles.end}>{t.pageOf(view.page, view.images.length)}</span>
      </div>
      <VisuallyHidden>
        <p aria-live="polite">{`${t.beaconLabel} ${words.join(" ")}`}</p>
      </VisuallyHidden>
      <p className={styles.words} aria-hidden="true">
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand twice
          <span key={index} className={styles.word}>
            {word}
          </span>
        ))}
        {words.length === 0 && <span className={styles.word}>{"\u00a0"}</span>}
      </p>
    </div>
  );
}
