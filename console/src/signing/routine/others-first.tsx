/** Nothing to do for now: says whom the contract waits for, and how far everybody is. */
import { BrandBar } from "@/components/brand-bar";
import { Screen } from "@/components/screen";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import { routineWords } from "@/i18n/routine-words";
import { dateText } from "@/live/hub-time";
import type { LiveState } from "@/live/live-session";
import type { PartyView, SessionView } from "@/live/protocol";
import { ConnectionBanner } from "@/signing/room/connection-banner";
import { People } from "@/signing/room/people";
import styles from "@/signing/room/waiting-room.module.css";
import { usePartyProgress } from "./party-progress";
import { awaited } from "./whose-turn";

interface OthersFirstProps {
  readonly state: LiveState;
  readonly view: SessionView;
  readonly party: PartyView;
}

export function OthersFirst({ state, view, party }: OthersFirstProps) {
  const t = useWords(routineWords);
  const room = useWords(roomWords);
  const stateOf = usePartyProgress(view);
  const names = awaited(view)
    .map(({ name }) => name)
    .join("、");
  const status =
    view.phase === "filling"
      ? t.waitFilling(names)
      : view.phase === "signing"
        ? t.waitSigning(names)
        : t.waitPreparing;
  return (
    <Screen
      header={
        <>
          <BrandBar note={view.policy.demo ? room.demo : undefined} />
          <ConnectionBanner state={state} />
        </>
      }
    >
      <div className={styles.pulse} aria-hidden="true" />
      <h1 className={styles.title}>{t.waitTitle}</h1>
      <p className={styles.status} role="status">
        {status}
      </p>
      <p className={styles.contract}>{view.title}</p>
      <h2 className={styles.subtitle}>{t.progress}</h2>
      <People view={view} me={party.no} stateOf={stateOf} />
      <ul className={styles.next}>
        <li>{t.waitClose}</li>
        {view.deadline !== undefined && (
          <li>{t.deadline(dateText(view.deadline - 1, view.policy.offset_minutes))}</li>
        )}
      </ul>
    </Screen>
  );
}
