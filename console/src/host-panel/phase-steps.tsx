import { Steps } from "antd";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import type { Phase, SessionView } from "@/live/protocol";
import styles from "./host-desk.module.css";

const STEP: Readonly<Record<Phase, number>> = {
  draft: 0,
  preparing: 0,
  lobby: 0,
  opening: 1,
  reading: 2,
  signing: 3,
  sealing: 4,
  closing: 6,
  closed: 6,
  filling: 0,
  refused: 0,
  revoked: 0,
  expired: 0,
  called_off: 0,
};

/** Where the ceremony stands. */
export function PhaseSteps({ view, isNarrow }: { readonly view: SessionView; readonly isNarrow: boolean }) {
  const t = useWords(hostWords);
  if (isNarrow || view.phase === "called_off") return null;
  const names = [t.stepLobby, t.stepOpening, t.stepReading, t.stepSigning, t.stepSealing, t.stepDone];
  return (
    <div className={styles.steps}>
      <Steps
        size="small"
        responsive={false}
        titlePlacement="vertical"
        current={STEP[view.phase]}
        items={names.map((title) => ({ title }))}
      />
    </div>
  );
}
