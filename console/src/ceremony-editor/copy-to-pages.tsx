/** Puts controls on further pages: a range, or all, odd or even ones. */
import { Button, Input, Popover } from "antd";
import { useState } from "react";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./editor.module.css";
import { PAGE_CHOICES, pagesOf, written } from "./page-list";

interface CopyToPagesProps {
  /** How many pages there are. */
  readonly count: number;
  readonly onCopy: (pages: readonly number[]) => void;
}

export function CopyToPages({ count, onCopy }: CopyToPagesProps) {
  const t = useWords(contractEditorWords);
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState(written("all", count));
  const pages = pagesOf(text, count);
  const copy = () => {
    if (!pages) return;
    onCopy(pages);
    setOpen(false);
  };
  const form = (
    <div className={styles.pageChoice}>
      <div className={styles.adders}>
        {PAGE_CHOICES.map((choice) => (
          <Button key={choice} size="small" onClick={() => setText(written(choice, count))}>
            {t[`pages_${choice}`]}
          </Button>
        ))}
      </div>
      <Input
        autoFocus
        aria-label={t.pageList}
        status={pages ? "" : "error"}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onPressEnter={copy}
      />
      <span className={styles.soft}>{pages ? t.pagesChosen(pages.length) : t.pageListWrong(count)}</span>
      <Button type="primary" size="small" disabled={!pages} onClick={copy}>
        {t.copyNow}
      </Button>
    </div>
  );
  return (
    <Popover open={isOpen} trigger="click" placement="left" content={form} onOpenChange={setOpen}>
      <Button size="small">{t.copyToPages}</Button>
    </Popover>
  );
}
