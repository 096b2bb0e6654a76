/** One page with the values in their places: one's own can be touched, the others' are only read. */
import type { Seat } from "@/api/participant";
import { PageOverlay, PageSheet } from "@/components/page-sheet";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import { routineWords } from "@/i18n/routine-words";
import { toDisplay } from "@/live/page-space";
import { isDerived } from "@/live/plan";
import type { SessionView } from "@/live/protocol";
import styles from "./page-to-fill.module.css";
import { shownValue } from "./shown-value";
import type { TypedValues } from "./typed-values";

interface PageToFillProps {
  readonly seat: Seat;
  readonly view: SessionView;
  readonly party: number;
  readonly page: number;
  readonly typed: TypedValues;
  readonly active: number;
  readonly onGo: (no: number) => void;
}

export function PageToFill({ seat, view, party, page, typed, active, onGo }: PageToFillProps) {
  const room = useWords(roomWords);
  const t = useWords(routineWords);
  const box = view.page_boxes[page - 1];
  const controls = (view.controls ?? []).filter((control) => control.page === page);
  return (
    <PageSheet src={seat.pageImage(page)} alt={room.pageLabel(page)}>
      {box &&
        controls.map((control) => {
          const text = shownValue(view, control, typed);
          const isOwn = control.party === party && !isDerived(control.kind);
          return (
            <PageOverlay key={control.no} {...toDisplay(box, control.rect)}>
              {isOwn ? (
                <button
                  type="button"
                  className={`${styles.own} ${control.no === active ? styles.active : ""}`}
                  aria-label={t.placeOf(control.name)}
                  onClick={() => onGo(control.no)}
                >
                  {control.kind.kind === "picture" && text !== "" ? (
                    <img className={styles.picture} src={seat.picture(text)} alt="" />
                  ) : (
                    text || <span className={styles.name}>{control.name}</span>
                  )}
                </button>
              ) : (
                <span className={styles.other}>{control.kind.kind === "picture" ? "" : text}</span>
              )}
            </PageOverlay>
          );
        })}
    </PageSheet>
  );
}
