import { BrandBar } from "@/components/brand-bar";
import { Screen } from "@/components/screen";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import type { LiveSession, LiveState } from "@/live/live-session";
import type { SessionView } from "@/live/protocol";
import { ConnectionBanner } from "@/signing/room/connection-banner";
import { SignedFrame } from "@/tableau/signed-frame";
import styles from "./after.module.css";

interface SealingProps {
  readonly session: LiveSession;
  readonly state: LiveState;
  readonly view: SessionView;
}

/** The hub makes the digital signatures. */
export function Sealing({ session, state, view }: SealingProps) {
  const t = useWords(actWords);
  const all = view.parties.length;
  return (
    <Screen
      header={
        <>
          <BrandBar />
          <ConnectionBanner state={state} />
        </>
      }
    >
      <h1 className={styles.title}>{t.sealingTitle}</h1>
      <p className={styles.text}>{t.sealingText}</p>
      <div
        className={styles.progress}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={view.signatures}
        aria-label={t.sealingTitle}
      >
        {view.parties.map((party, index) => (
          <span key={party.no} className={index < view.signatures ? styles.made : styles.due} />
        ))}
      </div>
      <p className={styles.count} role="status">
        {t.sealingProgress(view.signatures, all)}
      </p>
      {view.sealing_waits_for !== undefined && (
        <p className={styles.text} role="status">
          {t.sealingWaits}
        </p>
      )}
      <div className={styles.block}>
        <SignedFrame session={session} view={view} />
      </div>
    </Screen>
  );
}
