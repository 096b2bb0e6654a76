import type { ReactNode } from "react";
import styles from "./account.module.css";

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

/** One part of 个人中心, reachable by its own anchor. */
export function Section({ id, title, hint, children }: SectionProps) {
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={styles.subtitle}>
        {title}
      </h2>
      <p className={styles.soft}>{hint}</p>
      {children}
    </section>
  );
}
