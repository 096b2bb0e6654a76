import { useTick } from "@/components/tick";
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { stageWords } from "@/i18n/stage-words";
import { leftText } from "@/live/hub-time";
import type { LiveSession } from "@/live/live-session";
import { boxAspect } from "@/live/page-space";
import type { PartyView, SessionView } from "@/live/protocol";
import { PartyInk } from "@/tableau/party-ink";
import { FitBox } from "./fit-box";
import styles from "./signing-scene.module.css";

interface SigningSceneProps {
  readonly session: LiveSession;
  readonly view: SessionView;
}

/** Big panels, one per party, with the ink as it is drawn. */
export function SigningScene({ session, view }: SigningSceneProps) {
  const t = useWords(stageWords);
  const act = useWords(actWords);
  const isSealing = view.phase === "sealing";
  const rows = view.parties.length > 3 ? styles.twoRows : styles.oneRow;
  return (
    <div className={styles.scene}>
      <p className={styles.caption} role="status">
        {isSealing
          ? `${t.sealing} · ${act.sealingProgress(view.signatures, view.parties.length)}`
          : t.signing}
      </p>
      <div className={`${styles.panels} ${rows}`}>
        {view.parties.map((party) => (
          <Panel key={party.no} session={session} view={view} party={party} />
        ))}
      </div>
    </div>
  );
}

function Panel({ session, view, party }: SigningSceneProps & { readonly party: PartyView }) {
  const t = useWords(stageWords);
  const field = view.fields.find((each) => each.party === party.no);
  const page = field && view.page_boxes[field.page - 1];
  const hasInk = view.ink.some((stroke) => stroke.party === party.no);
  const isSigned = party.committed_at !== undefined;
  const state = isSigned ? t.signed : party.grant_until !== undefined && hasInk ? t.drawing : t.toSign;
  return (
    <section className={isSigned ? `${styles.panel} ${styles.signed}` : styles.panel}>
      <div className={styles.paper}>
        {field && (
          <FitBox aspect={page ? boxAspect(page, field.rect) : 3}>
            <PartyInk session={session} ink={view.ink} field={field} label={t.inkLabel(party.name)} />
          </FitBox>
        )}
      </div>
      <div className={styles.plate}>
        <div className={styles.who}>
          <p className={styles.name}>
            <span className={styles.label}>{party.label}</span>
            {party.name}
          </p>
          <p className={styles.organisation}>{party.organisation}</p>
        </div>
        <p className={styles.state}>
          {isSigned && <span aria-hidden="true">✓ </span>}
          {state}
          {!isSigned && party.grant_until !== undefined && (
            <Countdown session={session} until={party.grant_until} />
          )}
        </p>
      </div>
    </section>
  );
}

/** Counts only the last two minutes: before, it would only make people nervous. */
const SHOWN_BELOW_MS = 120_000;

function Countdown({ session, until }: { readonly session: LiveSession; readonly until: number }) {
  useTick(500);
  const left = until - session.hubNow();
  return left < SHOWN_BELOW_MS ? <span className={styles.left}>{leftText(left)}</span> : null;
}
