/** The contract as it will be signed, before any pad. */
import type { Seat } from "@/api/participant";
import { Button } from "@/components/button";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import { routineWords } from "@/i18n/routine-words";
import type { LiveSession, LiveState } from "@/live/live-session";
import type { SessionView } from "@/live/protocol";
import { ReadingRoom } from "@/signing/room/reading-room";
import styles from "./fill-page.module.css";

interface ReadFirstProps {
  readonly session: LiveSession;
  readonly seat: Seat;
  readonly state: LiveState;
  readonly view: SessionView;
  readonly onRead: () => void;
  readonly onRefuse: () => void;
  readonly onTransfer: () => void;
}

export function ReadFirst({ session, seat, state, view, onRead, onRefuse, onTransfer }: ReadFirstProps) {
  const t = useWords(routineWords);
  const room = useWords(roomWords);
  return (
    <ReadingRoom
      session={session}
      seat={seat}
      state={state}
      view={view}
      caption={t.readHint}
      footer={
        <>
          <Button wide onClick={onRead}>
            {t.goSign}
          </Button>
          <p className={styles.line}>
            <button type="button" className={styles.link} onClick={onRefuse}>
              {room.refuse}
            </button>
            <button type="button" className={styles.link} onClick={onTransfer}>
              {t.transfer}
            </button>
          </p>
        </>
      }
    />
  );
}
