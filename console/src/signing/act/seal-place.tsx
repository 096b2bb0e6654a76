import type { OfferedSeal, Seat } from "@/api/participant";
import { useWords } from "@/i18n/dictionary";
import { sealChoiceWords } from "@/i18n/seal-choice-words";
import type { SigningField } from "@/live/protocol";
import styles from "./signing-desk.module.css";

interface SealPlaceProps {
  readonly seat: Seat;
  readonly field: SigningField;
  /** The chosen seal, where there is one. */
  readonly seal: OfferedSeal | undefined;
  readonly onOpen: () => void;
}

/** A control on the page that takes a seal, with the chosen one in it. Slices across pages are only named. */
export function SealPlace({ seat, field, seal, onOpen }: SealPlaceProps) {
  const t = useWords(sealChoiceWords);
  const isWhole = field.content?.kind === "seal";
  return (
    <button
      type="button"
      className={seal ? `${styles.box} ${styles.drawn}` : styles.box}
      aria-label={seal ? t.chosen(seal.name) : t.tapToSeal}
      onClick={onOpen}
    >
      {seal && isWhole ? (
        <img className={styles.seal} src={seat.sealPicture(seal.id)} alt="" />
      ) : (
        <span className={styles.tap}>{seal ? seal.name : t.tapToSeal}</span>
      )}
    </button>
  );
}
