/** What can be done with several controls at once; they follow the one that was chosen first. */
import { Button } from "antd";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { ALIGNMENTS, aligned, allOnEveryPage } from "./align";
import styles from "./editor.module.css";
import type { DraftDesk } from "./use-draft";

interface SeveralPanelProps {
  readonly desk: DraftDesk;
  readonly model: number;
  readonly others: readonly number[];
  readonly onDone: () => void;
}

export function SeveralPanel({ desk, model, others, onDone }: SeveralPanelProps) {
  const t = useWords(contractEditorWords);
  const { change } = desk;
  const everywhere = () => {
    change("copy", (before) => allOnEveryPage(before, [model, ...others]));
    onDone();
  };
  return (
    <section className={styles.properties} aria-label={t.several(others.length + 1)}>
      <strong>{t.several(others.length + 1)}</strong>
      <p className={styles.soft}>{t.severalHint}</p>
      <div className={styles.adders}>
        {ALIGNMENTS.map((alignment) => (
          <Button
            key={alignment}
            size="small"
            onClick={() => change("align", (before) => aligned(before, model, others, alignment))}
          >
            {t[`several_${alignment}`]}
          </Button>
        ))}
      </div>
      <Button size="small" onClick={everywhere}>
        {t.copyToPages}
      </Button>
      <Button size="small" onClick={onDone}>
        {t.severalEnd}
      </Button>
    </section>
  );
}
