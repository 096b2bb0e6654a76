/** The same ceremony for somebody who watches: the stage's picture on a wide screen, a column on a phone. */
import { useLayoutEffect, useState } from "react";
import type { Seat } from "@/api/participant";
import { LanguageSwitch } from "@/components/language-switch";
import { ZoomPane } from "@/components/zoom-pane";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import { stageWords } from "@/i18n/stage-words";
import type { LiveSession, LiveState } from "@/live/live-session";
import { pageAspect } from "@/live/page-space";
import type { PartyView, Phase, SessionView } from "@/live/protocol";
import { BeaconStrip } from "@/tableau/beacon-strip";
import { PageWithInk } from "@/tableau/page-with-ink";
import { SignedFrame } from "@/tableau/signed-frame";
import { StageRoom } from "./stage-room";
import { useSignal } from "./use-signal";
import styles from "./viewer-room.module.css";

interface ViewerRoomProps {
  readonly session: LiveSession;
  readonly state: LiveState;
  readonly seat: Seat;
}

const WIDE_PX = 900;
const A4 = 210 / 297;
const WITH_PAGE: readonly Phase[] = ["opening", "reading"];

export function ViewerRoom(props: ViewerRoomProps) {
  const isWide = useIsWide();
  const hasSignal = useSignal(props.state);
  const { view } = props.state;
  if (isWide || !hasSignal || !view || view.paused || view.phase === "called_off") {
    return <StageRoom {...props} />;
  }
  return <Column {...props} view={view} />;
}

function Column({ session, state, seat, view }: ViewerRoomProps & { readonly view: SessionView }) {
  const t = useWords(stageWords);
  const act = useWords(actWords);
  const room = useWords(roomWords);
  const box = view.page_boxes[view.page - 1];
  const isBefore = view.phase === "lobby" || view.phase === "preparing";
  return (
    <div className={styles.column}>
      <BeaconStrip view={view} caption={caption(view, t, room)} />
      <div className={styles.about}>
        <h1 className={styles.title}>{view.title}</h1>
        <LanguageSwitch />
      </div>
      {WITH_PAGE.includes(view.phase) ? (
        <div className={styles.page}>
          <ZoomPane
            label={room.pageLabel(view.page)}
            aspect={box ? pageAspect(box) : A4}
            resetKey={view.page}
          >
            <PageWithInk session={session} seat={seat} view={view} page={view.page} />
          </ZoomPane>
        </div>
      ) : (
        <main className={styles.body}>
          <p className={styles.status} role="status">
            {view.phase === "sealing"
              ? view.sealing_waits_for === undefined
                ? act.sealingProgress(view.signatures, view.parties.length)
                : act.sealingWaits
              : isBefore
                ? t.lobby
                : t.signedCount(view.parties.filter(isSigned).length, view.parties.length)}
          </p>
          {isBefore ? <Sides view={view} /> : <SignedFrame session={session} view={view} />}
        </main>
      )}
      {state.viewers !== undefined && <p className={styles.viewers}>{t.viewers(state.viewers)}</p>}
    </div>
  );
}

function caption(view: SessionView, t: (typeof stageWords)["zh"], room: (typeof roomWords)["zh"]): string {
  switch (view.phase) {
    case "opening":
      return room.phaseOpening;
    case "reading":
      return room.phaseReading;
    case "signing":
      return t.signing;
    case "sealing":
      return t.sealing;
    case "closing":
    case "closed":
      return t.sealed;
    default:
      return t.lobby;
  }
}

function isSigned(party: PartyView): boolean {
  return party.committed_at !== undefined;
}

function Sides({ view }: { readonly view: SessionView }) {
  const t = useWords(stageWords);
  return (
    <ul className={styles.sides}>
      {view.parties.map((party) => (
        <li key={party.no}>
          <span className={styles.label}>{party.label}</span>
          <span className={styles.organisation}>{party.organisation ?? party.name}</span>
          <span className={party.present ? styles.here : styles.awaited}>
            {party.name} · {party.present ? t.here : t.awaited}
          </span>
        </li>
      ))}
    </ul>
  );
}

function useIsWide(): boolean {
  const [isWide, setWide] = useState(measureWide);
  useLayoutEffect(() => {
    const measure = () => setWide(measureWide());
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return isWide;
}

function measureWide(): boolean {
  return window.innerWidth >= WIDE_PX && window.innerWidth > window.innerHeight * 1.2;
}
