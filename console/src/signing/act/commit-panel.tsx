/** The commit: states exactly what is signed, and takes a held press. */
import { useRef, useState } from "react";
import { HoldButton } from "@/components/hold-button";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { proofWords } from "@/i18n/proof-words";
import { roomWords } from "@/i18n/room-words";
import type { LiveSession } from "@/live/live-session";
import type { WrittenOpinion } from "@/live/opinion";
import type { PartyView, SessionView } from "@/live/protocol";
import { isRoutine } from "@/live/session-view";
import { useBeacon } from "@/live/use-beacon";
import { EmbeddedCaNotice } from "@/signing/embedded-ca-notice";
import { type ActedSeal, signActivation } from "./activation";
import styles from "./commit-panel.module.css";
import type { DeviceKey } from "./device-key";
import { GrantClock } from "./grant-clock";

interface CommitPanelProps {
  readonly session: LiveSession;
  readonly view: SessionView;
  readonly party: PartyView;
  readonly deviceKey: DeviceKey;
  /** Whether the hub has every stroke, so that what is signed is what is stored. */
  readonly isInkStored: boolean;
  /** The seals that were chosen. */
  readonly seals: readonly ActedSeal[];
  /** What was written beside the signature. */
  readonly opinions: readonly WrittenOpinion[];
  /** Back to the pad, where there is handwriting. */
  readonly onRewrite: (() => void) | undefined;
  readonly onRefuse: () => void;
}

export function CommitPanel(props: CommitPanelProps) {
  const { session, view, party, deviceKey, isInkStored, seals, opinions, onRewrite, onRefuse } = props;
  const t = useWords(actWords);
  const room = useWords(roomWords);
  const proof = useWords(proofWords);
  const words = useBeacon(view);
  const [isCommitting, setCommitting] = useState(false);
  const [problem, setProblem] = useState<string>();
  const seen = useRef(view);

  const commit = async () => {
    setCommitting(true);
    setProblem(undefined);
    try {
      const act = await signActivation(seen.current, party.no, session.hubNow(), deviceKey, {
        seals,
        opinions,
      });
      if (!act) return;
      const outcome = await session.command("commit", act, seen.current);
      if (outcome.kind === "refused") setProblem(outcome.message);
    } finally {
      setCommitting(false);
    }
  };

  return (
    <section className={styles.panel} aria-label={t.confirmTitle}>
      <dl className={styles.facts}>
        <div className={styles.fact}>
          <dt>{t.confirmDocument}</dt>
          <dd className={styles.title}>{view.title}</dd>
        </div>
        <div className={styles.fact}>
          <dt>{t.confirmCode}</dt>
          <dd className={styles.code}>{shortCode(view.r0)}</dd>
        </div>
        {!isRoutine(view) && (
          <div className={styles.fact}>
            <dt>{t.confirmBeacon}</dt>
            <dd>{words.join(" · ")}</dd>
          </div>
        )}
      </dl>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {(view.face === "phone_code" || view.face === "no_service") && (
        <p className={styles.unseen}>{proof.notSeen}</p>
      )}
      <EmbeddedCaNotice className={styles.issuer} />
      <HoldButton
        label={isCommitting ? t.committing : isInkStored ? t.hold : t.waitInk}
        holding={t.holding}
        disabled={isCommitting || !isInkStored}
        onStart={() => {
          seen.current = view;
        }}
        onHeld={commit}
      />
      <p className={styles.line}>
        {onRewrite && (
          <button type="button" className={styles.link} disabled={isCommitting} onClick={onRewrite}>
            {t.rewrite}
          </button>
        )}
        <span>
          {t.confirmStatement} <GrantClock session={session} until={party.grant_until} />
        </span>
        <button type="button" className={styles.link} disabled={isCommitting} onClick={onRefuse}>
          {room.refuse}
        </button>
      </p>
    </section>
  );
}

/** The first 16 digits of the document's hash, in fours, as people compare them. */
function shortCode(r0: string | undefined): string {
  return (r0 ?? "").slice(0, 16).replace(/(.{4})(?=.)/g, "$1 ");
}
