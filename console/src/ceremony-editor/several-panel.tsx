/** What can be done with several controls at once; they follow the one that was chosen first. */
import { Button } from "antd";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { ALIGNMENTS, aligned, allOnPages } from "./align";
import { CopyToPages } from "./copy-to-pages";
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
  const { body, change } = desk;
  const copy = (pages: readonly number[]) => {
    change("copy", (before) => allOnPages(before, [model, ...others], pages));
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
      <CopyToPages count={body.document?.pages.length ?? 0} onCopy={copy} />
      <Button size="small" onClick={onDone}>
        {t.severalEnd}
      </Button>
    </section>
  );
}
