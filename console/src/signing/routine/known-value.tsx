/** A value that nobody types: what the hub knows of whoever fills in, and from where. */
import { useWords } from "@/i18n/dictionary";
import { paperWords } from "@/i18n/paper-words";
import type { Known } from "./use-known-facts";
import styles from "./value-field.module.css";

export function KnownValue({ id, known }: { readonly id: string; readonly known: Known }) {
  const t = useWords(paperWords);
  if (known === "loading") return <p className={styles.known}>{t.loading}</p>;
  return (
    <>
      <output id={id} className={styles.known} tabIndex={-1}>
        {known.text}
      </output>
      <p className={styles.hint}>{known.verified ? t.fromRegistration : t.fromSender}</p>
    </>
  );
}
