import type { ReactNode } from "react";
import styles from "./page-sheet.module.css";

interface PageSheetProps {
  readonly src: string;
  readonly alt: string;
  /** Laid over the page, placed in fractions of it. */
  readonly children?: ReactNode;
}

/** One page of paper. Fills its container. */
export function PageSheet({ src, alt, children }: PageSheetProps) {
  return (
    <div className={styles.sheet}>
      <img className={styles.image} src={src} alt={alt} draggable={false} />
      {children}
    </div>
  );
}

interface OverlayProps {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}

/** A place on the page, in fractions of it. */
export function PageOverlay({ left, top, width, height, children }: OverlayProps) {
  const percent = (fraction: number) => `${fraction * 100}%`;
  return (
    <div
      className={styles.overlay}
      style={{ left: percent(left), top: percent(top), width: percent(width), height: percent(height) }}
    >
      {children}
    </div>
  );
}
