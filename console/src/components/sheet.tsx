import { type ReactNode, useEffect, useId, useRef } from "react";
import styles from "./sheet.module.css";

interface SheetProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions: ReactNode;
  /** Called by Escape; a sheet without it must be answered. */
  readonly onClose?: () => void;
}

/** A dialog that rises from the lower edge; keyboard and screen reader stay inside it. */
export function Sheet({ title, children, actions, onClose }: SheetProps) {
  const panel = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div className={styles.shade}>
      <div
        ref={panel}
        className={styles.panel}
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose?.();
          if (event.key === "Tab" && panel.current) keepInside(event, panel.current);
        }}
      >
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <div className={styles.body}>{children}</div>
        <div className={styles.actions}>{actions}</div>
      </div>
    </div>
  );
}

function keepInside(event: React.KeyboardEvent, panel: HTMLElement): void {
  const stops = panel.querySelectorAll<HTMLElement>("button:not(:disabled), a[href], input, textarea");
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (event.shiftKey && (document.activeElement === first || document.activeElement === panel)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first?.focus();
  }
}
