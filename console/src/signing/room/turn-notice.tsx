import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { PartyView, SessionView } from "@/live/protocol";
import styles from "./turn-notice.module.css";

interface TurnNoticeProps {
  readonly view: SessionView;
  readonly party: PartyView;
  /** Signing has begun, but this party has no right to sign yet. */
  readonly isWaiting: boolean;
  readonly onRefuse: () => void;
}

/** Under the page: what the check words are for, or whose turn it is; and the way to refuse. */
export function TurnNotice({ view, party, isWaiting, onRefuse }: TurnNoticeProps) {
  const t = useWords(roomWords);
  const signing = view.parties.find((other) => other.no !== party.no && other.grant_until !== undefined);
  const waiting = signing && view.policy.order === "in_turn" ? t.waitTurnOf(signing.name) : t.waitYourTurn;
  return (
    <div className={styles.notice}>
      <p className={styles.text} role="status">
        {isWaiting ? waiting : t.beaconHint}
      </p>
      <button type="button" className={styles.refuse} onClick={onRefuse}>
        {t.refuse}
      </button>
    </div>
  );
}
