import type { ReactNode } from "react";
import styles from "./editor.module.css";

/** One line of the property panel. */
export function Property({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.property}>
      <span className={styles.fieldName}>{name}</span>
      {children}
    </div>
  );
}
