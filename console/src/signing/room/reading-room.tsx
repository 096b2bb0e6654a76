/** The page that the host shows, or one that this person looks up; in a ceremony with the check words on top. */
import { type ReactNode, useEffect, useState } from "react";
import type { Seat } from "@/api/participant";
import { Screen } from "@/components/screen";
import { ZoomPane } from "@/components/zoom-pane";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { LiveSession, LiveState } from "@/live/live-session";
import { pageAspect, toDisplay } from "@/live/page-space";
import type { SessionView, SigningField, StrokeView } from "@/live/protocol";
import { isRoutine } from "@/live/session-view";
import { CaptionStrip } from "@/signing/routine/caption-strip";
import { BeaconStrip } from "@/tableau/beacon-strip";
import { PageWithInk } from "@/tableau/page-with-ink";
import { ConnectionBanner } from "./connection-banner";
import { PageTurner } from "./page-turner";
import styles from "./reading-room.module.css";
import { useReadingTimes } from "./use-reading-times";

interface ReadingRoomProps {
  readonly session: LiveSession;
  readonly seat: Seat;
  readonly state: LiveState;
  readonly view: SessionView;
  readonly caption: string;
  /** Opens on this page instead of the host's. */
  readonly startOn?: number | undefined;
  /** A box that the page is zoomed to, when its page is shown. */
  readonly focus?: SigningField | undefined;
  readonly ink?: readonly StrokeView[];
  readonly mark?: (field: SigningField) => ReactNode;
  readonly footer: ReactNode;
  /** Told which page is on the screen. */
  readonly onPage?: (page: number) => void;
}

const A4 = 210 / 297;

export function ReadingRoom(props: ReadingRoomProps) {
  const { session, seat, state, view, caption, startOn, focus, ink, mark, footer, onPage } = props;
  const t = useWords(roomWords);
  const isLed = !isRoutine(view);
  const [own, setOwn] = useState<number | undefined>(startOn);
  useEffect(() => setOwn(startOn), [startOn]);
  const page = own ?? view.page;
  useReadingTimes(session, page);
  useEffect(() => onPage?.(page), [onPage, page]);
  const box = view.page_boxes[page - 1];
  return (
    <Screen
      filled
      header={
        <>
          {isLed ? (
            <BeaconStrip view={view} caption={caption} />
          ) : (
            <CaptionStrip title={view.title} note={caption} />
          )}
          <ConnectionBanner state={state} />
        </>
      }
      footer={
        <>
          <PageTurner
            page={page}
            pages={view.images.length}
            hostPage={isLed ? view.page : undefined}
            isFollowing={own === undefined}
            onTurn={setOwn}
            onFollow={() => setOwn(undefined)}
          />
          {footer}
        </>
      }
    >
      <div className={styles.desk}>
        <ZoomPane
          label={t.pageLabel(page)}
          aspect={box ? pageAspect(box) : A4}
          resetKey={page}
          focus={box && focus?.page === page ? toDisplay(box, focus.rect) : undefined}
        >
          <PageWithInk
            session={session}
            seat={seat}
            view={view}
            page={page}
            {...(ink ? { ink } : {})}
            {...(mark ? { mark } : {})}
          />
        </ZoomPane>
      </div>
    </Screen>
  );
}
