/** The contract as it will be signed, before any pad; where the sender asks for it, long enough or to the end. */
import { useState } from "react";
import type { Seat } from "@/api/participant";
import { Button } from "@/components/button";
import { useWords } from "@/i18n/dictionary";
import { proofWords } from "@/i18n/proof-words";
import { roomWords } from "@/i18n/room-words";
import { routineWords } from "@/i18n/routine-words";
import type { LiveSession, LiveState } from "@/live/live-session";
import type { PartyView, SessionView } from "@/live/protocol";
import { ReadingRoom } from "@/signing/room/reading-room";
import styles from "./fill-page.module.css";
import { useReadingLeft } from "./use-reading-left";

interface ReadFirstProps {
  readonly session: LiveSession;
  readonly seat: Seat;
  readonly state: LiveState;
  readonly view: SessionView;
  readonly party: PartyView;
  readonly onRead: () => void;
  readonly onRefuse: () => void;
  readonly onTransfer: () => void;
}

export function ReadFirst(props: ReadFirstProps) {
  const { session, seat, state, view, party, onRead, onRefuse, onTransfer } = props;
  const t = useWords(routineWords);
  const room = useWords(roomWords);
  const proof = useWords(proofWords);
  const [page, setPage] = useState(view.page);
  const left = useReadingLeft(view, party, page);
  const isLeft = left.pages > 0 || left.seconds > 0;
  return (
    <ReadingRoom
      session={session}
      seat={seat}
      state={state}
      view={view}
      caption={t.readHint}
      onPage={setPage}
      footer={
        <>
          <Button wide disabled={isLeft} onClick={onRead}>
            {left.pages > 0
              ? proof.readPages(left.pages)
              : left.seconds > 0
                ? proof.readSeconds(left.seconds)
                : t.goSign}
          </Button>
          <p className={styles.line}>
            <button type="button" className={styles.link} onClick={onRefuse}>
              {room.refuse}
            </button>
            {!party.any_of && (
              <button type="button" className={styles.link} onClick={onTransfer}>
                {t.transfer}
              </button>
            )}
          </p>
        </>
      }
    />
  );
}
