import { Button } from "@/components/button";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { LiveSession } from "@/live/live-session";
import type { PartyView } from "@/live/protocol";
import { GrantClock } from "./grant-clock";
import styles from "./signing-desk.module.css";

interface NextStepProps {
  readonly label: string;
  readonly problem?: string | undefined;
  readonly session: LiveSession;
  readonly party: PartyView;
  readonly onStep: () => void;
  readonly onRefuse: () => void;
}

/** The one thing to do before this party can commit, and the way out. */
export function NextStep({ label, problem, session, party, onStep, onRefuse }: NextStepProps) {
  const room = useWords(roomWords);
  return (
    <>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button wide onClick={onStep}>
        {label}
      </Button>
      <p className={styles.line}>
        <button type="button" className={styles.link} onClick={onRefuse}>
          {room.refuse}
        </button>
        <GrantClock session={session} until={party.grant_until} />
      </p>
    </>
  );
}
