import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./brand-bar.module.css";
import { LanguageSwitch } from "./language-switch";

/** The product's name and the language switch. */
export function BrandBar({ note }: { readonly note?: string | undefined }) {
  const t = useWords(commonWords);
  return (
    <div className={styles.bar}>
      <span className={styles.mark} aria-hidden="true">
        签
      </span>
      <span className={styles.name}>{t.productName}</span>
      {note && <span className={styles.note}>{note}</span>}
      <span className={styles.end}>
        <LanguageSwitch />
      </span>
    </div>
  );
}
