/** A seal at its physical size, as far as there is room. */
import styles from "./seals.module.css";

interface SealPictureProps {
  readonly src: string;
  readonly name: string;
  /** Micrometres; absent where only the shape matters. */
  readonly width?: number | undefined;
  readonly isSpent?: boolean;
}

export function SealPicture({ src, name, width, isSpent = false }: SealPictureProps) {
  const className = isSpent ? `${styles.picture} ${styles.spent}` : styles.picture;
  // CSS millimetres are what comes nearest to print on a screen of unknown size.
  const size = width === undefined ? undefined : { width: `${width / 1000}mm`, maxHeight: "none" };
  return <img className={className} src={src} alt={name} style={size} />;
}
