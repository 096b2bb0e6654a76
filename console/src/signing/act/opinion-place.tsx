import { useWords } from "@/i18n/dictionary";
import { opinionWords } from "@/i18n/opinion-words";
import styles from "./signing-desk.module.css";

interface OpinionPlaceProps {
  /** Empty while nothing is written. */
  readonly text: string;
  readonly onOpen: () => void;
}

/** A control for an opinion on the page, with what was written in it. */
export function OpinionPlace({ text, onOpen }: OpinionPlaceProps) {
  const t = useWords(opinionWords);
  return (
    <button
      type="button"
      className={text === "" ? styles.box : `${styles.box} ${styles.drawn}`}
      aria-label={text === "" ? t.tapToWrite : t.written(text)}
      onClick={onOpen}
    >
      <span className={text === "" ? styles.tap : styles.opinion}>{text === "" ? t.tapToWrite : text}</span>
    </button>
  );
}
