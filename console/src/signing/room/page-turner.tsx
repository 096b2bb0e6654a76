import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import styles from "./page-turner.module.css";

interface PageTurnerProps {
  readonly page: number;
  readonly pages: number;
  /** Absent where nobody leads. */
  readonly hostPage: number | undefined;
  readonly isFollowing: boolean;
  readonly onTurn: (page: number) => void;
  readonly onFollow: () => void;
}

/** Follow the host's page, or look freely and find the way back. */
export function PageTurner({ page, pages, hostPage, isFollowing, onTurn, onFollow }: PageTurnerProps) {
  const t = useWords(roomWords);
  return (
    <div className={styles.turner}>
      <button
        type="button"
        className={styles.arrow}
        aria-label={t.previousPage}
        disabled={page <= 1}
        onClick={() => onTurn(page - 1)}
      >
        ‹
      </button>
      <div className={styles.middle}>
        <span className={styles.page} aria-live="polite">
          {t.pageOf(page, pages)}
        </span>
        {hostPage !== undefined &&
          (isFollowing ? (
            <span className={styles.following}>{t.following}</span>
          ) : (
            <button type="button" className={styles.follow} onClick={onFollow}>
              {t.backToHost(hostPage)}
            </button>
          ))}
      </div>
      <button
        type="button"
        className={styles.arrow}
        aria-label={t.nextPage}
        disabled={page >= pages}
        onClick={() => onTurn(page + 1)}
      >
        ›
      </button>
    </div>
  );
}
