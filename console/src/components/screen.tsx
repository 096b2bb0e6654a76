import type { ReactNode } from "react";
import styles from "./screen.module.css";

interface ScreenProps {
  readonly header?: ReactNode;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
  /** The content fills the middle exactly instead of scrolling in it. */
  readonly filled?: boolean;
}

/** A phone screen: something on top, something in thumb's reach, and the rest between. */
export function Screen({ header, footer, children, filled = false }: ScreenProps) {
  return (
    <div className={styles.screen}>
      {header && <header className={styles.header}>{header}</header>}
      <main className={filled ? styles.filled : styles.body}>{children}</main>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </div>
  );
}
