import { BrandBar } from "@/components/brand-bar";
import { Screen } from "@/components/screen";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { LiveSession, LiveState } from "@/live/live-session";
import type { PartyView, SessionView } from "@/live/protocol";
import { isRoutine } from "@/live/session-view";
import { ConnectionBanner } from "@/signing/room/connection-banner";
import { People, type Tone } from "@/signing/room/people";
import { usePartyProgress } from "@/signing/routine/party-progress";
import { SignedFrame } from "@/tableau/signed-frame";
import styles from "./after.module.css";

interface CommittedProps {
  readonly session: LiveSession;
  readonly state: LiveState;
  readonly view: SessionView;
  readonly party: PartyView;
}

/** This party has committed: the others, as they come along. */
export function Committed({ session, state, view, party }: CommittedProps) {
  const t = useWords(actWords);
  const room = useWords(roomWords);
  const progress = usePartyProgress(view);
  const inRoom = (other: PartyView): { text: string; tone: Tone } => {
    if (other.committed_at !== undefined) return { text: t.stateCommitted, tone: "good" };
    if (other.refused) return { text: t.stateRefused, tone: "bad" };
    if (!other.present) return { text: t.stateAway, tone: "off" };
    const isDrawing = view.ink.some((stroke) => stroke.party === other.no);
    return { text: isDrawing ? t.stateDrawing : t.stateWaiting, tone: "busy" };
  };
  const stateOf = isRoutine(view) ? progress : inRoom;
  return (
    <Screen
      header={
        <>
          <BrandBar note={view.policy.demo ? room.demo : undefined} />
          <ConnectionBanner state={state} />
        </>
      }
    >
      <h1 className={styles.title}>
        <span className={styles.check} aria-hidden="true">
          ✓
        </span>
        {t.committedTitle}
      </h1>
      <p className={styles.text} role="status">
        {t.committedText}
      </p>
      <div className={styles.block}>
        <People view={view} me={party.no} stateOf={stateOf} />
      </div>
      <div className={styles.block}>
        <SignedFrame session={session} view={view} />
      </div>
    </Screen>
  );
}
