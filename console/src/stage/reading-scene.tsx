import type { Seat } from "@/api/participant";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import { stageWords } from "@/i18n/stage-words";
import type { LiveSession } from "@/live/live-session";
import { pageAspect } from "@/live/page-space";
import type { SessionView } from "@/live/protocol";
import { useBeacon } from "@/live/use-beacon";
import { PageWithInk } from "@/tableau/page-with-ink";
import { FitBox } from "./fit-box";
import styles from "./reading-scene.module.css";

interface ReadingSceneProps {
  readonly session: LiveSession;
  readonly seat: Seat;
  readonly view: SessionView;
}

const A4 = 210 / 297;

/** The host's page as large as fits; beside it the words to compare, and who reads along. */
export function ReadingScene({ session, seat, view }: ReadingSceneProps) {
  const t = useWords(stageWords);
  const room = useWords(roomWords);
  const words = useBeacon(view);
  const box = view.page_boxes[view.page - 1];
  return (
    <div className={styles.scene}>
      <div className={styles.page}>
        <FitBox aspect={box ? pageAspect(box) : A4}>
          <PageWithInk session={session} seat={seat} view={view} page={view.page} />
        </FitBox>
      </div>
      <aside className={styles.side}>
        <p className={styles.count}>{room.pageOf(view.page, view.images.length)}</p>
        <ol className={styles.words} aria-label={t.checkWords}>
          {words.map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand twice
            <li key={index}>{word}</li>
          ))}
        </ol>
        <ul className={styles.parties}>
          {view.parties.map((party) => (
            <li key={party.no} className={party.present ? styles.here : styles.away}>
              <span className={styles.label}>{party.label}</span>
              {party.name}
            </li>
          ))}
        </ul>
      </aside>
    </div>
  );
}
