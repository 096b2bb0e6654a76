import styles from "./caption-strip.module.css";

/** On top of an ordinary contract: its title, and how far this person has come. */
export function CaptionStrip({ title, note }: { readonly title: string; readonly note: string }) {
  return (
    <div className={styles.strip}>
      <span className={styles.title}>{title}</span>
      <span className={styles.note} role="status">
        {note}
      </span>
    </div>
  );
}
