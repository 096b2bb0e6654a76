import type { Seat } from "@/api/participant";
import { Button } from "@/components/button";
import { Sheet } from "@/components/sheet";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { sealChoiceWords } from "@/i18n/seal-choice-words";
import styles from "./seal-sheet.module.css";
import type { Seals } from "./use-seals";

interface SealSheetProps {
  readonly seat: Seat;
  readonly seals: Seals;
  /** The control that the seal is for. */
  readonly field: number;
  readonly onClose: () => void;
}

/** The seals that fit a control, as pictures in their size to each other; one tap chooses. */
export function SealSheet({ seat, seals, field, onClose }: SealSheetProps) {
  const t = useWords(sealChoiceWords);
  const common = useWords(commonWords);
  const fitting = (seals.offered ?? []).filter((seal) => seal.fields.includes(field));
  const largest = Math.max(1, ...fitting.map(({ width, height }) => Math.max(width, height)));
  const current = seals.in(field)?.id;
  const content = seals.fields.find(({ no }) => no === field)?.content;
  const isPersonal = content?.kind === "seal" && content.holder === "person";
  return (
    <Sheet
      title={t.title}
      onClose={onClose}
      actions={
        <Button wide look="plain" onClick={onClose}>
          {common.back}
        </Button>
      }
    >
      {seals.problem && (
        <p className={styles.problem} role="alert">
          {seals.problem}{" "}
          <button type="button" className={styles.link} onClick={seals.reload}>
            {common.retry}
          </button>
        </p>
      )}
      {!seals.problem && seals.offered === undefined && <p className={styles.note}>{t.loading}</p>}
      {seals.offered !== undefined && fitting.length === 0 && (
        <div className={styles.note}>
          <p>{t.none}</p>
          <p>{t.noneWhatNext}</p>
          <p>
            <a
              className={styles.link}
              href={isPersonal ? "/me/seals" : "/organisations"}
              target="_blank"
              rel="noreferrer"
            >
              {t.makeOne}
            </a>{" "}
            ·{" "}
            <button type="button" className={styles.link} onClick={seals.reload}>
              {t.lookAgain}
            </button>
          </p>
        </div>
      )}
      <ul className={styles.seals}>
        {fitting.map((seal) => {
          const isUsable = seal.standing === "in_use";
          const says = isUsable ? t[`kind_${seal.kind}`] : t[`standing_${seal.standing}`];
          return (
            <li key={seal.id}>
              <button
                type="button"
                className={styles.seal}
                aria-pressed={seal.id === current}
                disabled={!isUsable}
                onClick={() => {
                  seals.choose(field, seal);
                  onClose();
                }}
              >
                <img
                  className={styles.picture}
                  src={seat.sealPicture(seal.id)}
                  alt=""
                  style={{ width: `${(seal.width / largest) * 100}%` }}
                />
                <span className={styles.name}>{seal.name}</span>
                {says !== seal.name && <span className={styles.kind}>{says}</span>}
                {seal.needs_approval && isUsable && <span className={styles.kind}>{t.needsApproval}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
