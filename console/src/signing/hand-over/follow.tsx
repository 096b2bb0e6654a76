/** What the desk shows while its person acts on the phone: the same pages with the ink as it comes, and how far it is. */
import { useState } from "react";
import type { Seat } from "@/api/participant";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { Screen } from "@/components/screen";
import { ZoomPane } from "@/components/zoom-pane";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { handOverWords } from "@/i18n/hand-over-words";
import { roomWords } from "@/i18n/room-words";
import { pageAspect } from "@/live/page-space";
import { useLiveState } from "@/live/use-live-session";
import { useFollowing } from "@/live/use-session";
import { ConnectionBanner } from "@/signing/room/connection-banner";
import { PageTurner } from "@/signing/room/page-turner";
import { CaptionStrip } from "@/signing/routine/caption-strip";
import { PageWithInk } from "@/tableau/page-with-ink";
import styles from "./hand-over.module.css";
import { lookedAt, stepOnPhone } from "./step-on-phone";

interface FollowProps {
  readonly seat: Seat;
  /** Takes the place back to this device. */
  readonly onReturn: () => void;
}

const A4 = 210 / 297;

export function Follow({ seat, onReturn }: FollowProps) {
  const t = useWords(handOverWords);
  const room = useWords(roomWords);
  const common = useWords(commonWords);
  const session = useFollowing(seat);
  const state = useLiveState(session);
  const [turned, setTurned] = useState<number>();
  const { view } = state;
  const party = view?.parties.find(({ no }) => no === seat.joined.party);
  const back = (
    <Button wide look="plain" onClick={onReturn}>
      {room.useThisDevice}
    </Button>
  );
  if (!view || !party) {
    return (
      <Notice
        mark="移"
        title={room.otherDeviceTitle}
        text={state.connection.state === "ended" ? room.otherDeviceText : common.loading}
        footer={back}
      />
    );
  }
  const step = stepOnPhone(view, party);
  const isOver = step === "signed" || step === "ended";
  const page = turned ?? lookedAt(view, party.no);
  const box = view.page_boxes[page - 1];
  return (
    <Screen
      filled
      header={
        <>
          <CaptionStrip title={view.title} note={t.onPhone} />
          <ConnectionBanner state={state} />
        </>
      }
      footer={
        <>
          <PageTurner
            page={page}
            pages={view.images.length}
            hostPage={undefined}
            isFollowing={turned === undefined}
            onTurn={setTurned}
            onFollow={() => setTurned(undefined)}
          />
          <p className={styles.step} role="status">
            {t[step]}
          </p>
          {(step === "reading" || step === "filling" || step === "drawing") && back}
          {isOver && (
            <Button wide onClick={() => location.reload()}>
              {t.lookHere}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.desk}>
        <ZoomPane label={room.pageLabel(page)} aspect={box ? pageAspect(box) : A4} resetKey={page}>
          <PageWithInk session={session} seat={seat} view={view} page={page} />
        </ZoomPane>
      </div>
    </Screen>
  );
}
