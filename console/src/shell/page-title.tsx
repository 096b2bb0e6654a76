import type { ReactNode } from "react";
import { useEffect } from "react";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./page-title.module.css";

interface PageTitleProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
}

/** The heading of a console page, which also names the browser's tab. */
export function PageTitle({ title, hint, actions }: PageTitleProps) {
  const { productName } = useWords(commonWords);
  useEffect(() => {
    document.title = `${title} · ${productName}`;
  }, [title, productName]);
  return (
    <div className={styles.head}>
      <div className={styles.texts}>
        <h1 className={styles.title}>{title}</h1>
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
