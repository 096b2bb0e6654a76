import { BrandBar } from "@/components/brand-bar";
import { Screen } from "@/components/screen";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { LiveState } from "@/live/live-session";
import type { PartyView, SessionView } from "@/live/protocol";
import { ConnectionBanner } from "./connection-banner";
import { People } from "./people";
import styles from "./waiting-room.module.css";

interface WaitingRoomProps {
  readonly state: LiveState;
  readonly view: SessionView;
  readonly party: PartyView;
}

/** Checked in: waiting to be let in, or for the others. */
export function WaitingRoom({ state, view, party }: WaitingRoomProps) {
  const t = useWords(roomWords);
  const status = view.phase === "preparing" ? t.preparingText : party.admitted ? t.lobbyText : t.waitingText;
  const next = [t.nextRead, t.nextBeacon, t.nextSign];
  return (
    <Screen
      header={
        <>
          <BrandBar note={view.policy.demo ? t.demo : undefined} />
          <ConnectionBanner state={state} />
        </>
      }
    >
      <div className={styles.pulse} aria-hidden="true" />
      <h1 className={styles.title}>{t.waitingTitle}</h1>
      <p className={styles.status} role="status">
        {status}
      </p>
      <p className={styles.contract}>{view.title}</p>
      <h2 className={styles.subtitle}>{t.whoIsHere}</h2>
      <People
        view={view}
        me={party.no}
        withHost
        stateOf={({ present, admitted }) =>
          admitted && present
            ? { text: t.admitted, tone: "good" }
            : present
              ? { text: t.here, tone: "busy" }
              : { text: t.notHere, tone: "off" }
        }
      />
      <h2 className={styles.subtitle}>{t.nextTitle}</h2>
      <ul className={styles.next}>
        {next.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Screen>
  );
}
