import type { ReactNode } from "react";
import { BrandBar } from "./brand-bar";
import styles from "./notice.module.css";
import { Screen } from "./screen";

interface NoticeProps {
  readonly mark: string;
  readonly tone?: "calm" | "warn" | "good";
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
  readonly footer?: ReactNode;
}

/** A page that says one thing: what happened, and what to do next. */
export function Notice({ mark, tone = "calm", title, text, children, footer }: NoticeProps) {
  return (
    <Screen header={<BrandBar />} footer={footer}>
      <div className={styles.notice} role="status">
        <div className={`${styles.mark} ${styles[tone]}`} aria-hidden="true">
          {mark}
        </div>
        <h1 className={styles.title}>{title}</h1>
        {text && <p className={styles.text}>{text}</p>}
        {children}
      </div>
    </Screen>
  );
}
