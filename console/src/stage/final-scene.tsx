import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { stageWords } from "@/i18n/stage-words";
import { dateTimeText } from "@/live/hub-time";
import type { LiveSession } from "@/live/live-session";
import { boxAspect } from "@/live/page-space";
import type { SessionView } from "@/live/protocol";
import { PartyInk } from "@/tableau/party-ink";
import styles from "./final-scene.module.css";
import { FitBox } from "./fit-box";

interface FinalSceneProps {
  readonly session: LiveSession;
  readonly view: SessionView;
}

/** The signed frame for the press photo; or a quiet word where nothing was signed. */
export function FinalScene({ session, view }: FinalSceneProps) {
  const t = useWords(stageWords);
  const act = useWords(actWords);
  if (view.phase === "called_off") {
    return (
      <div className={styles.calledOff}>
        <p className={styles.quiet}>{t.calledOff}</p>
        <p className={styles.thanks}>{t.calledOffHint}</p>
      </div>
    );
  }
  return (
    <div className={styles.scene}>
      <figure className={styles.frame}>
        <div className={styles.seal} aria-hidden="true">
          礼成
        </div>
        <figcaption className={styles.caption}>{act.doneText}</figcaption>
        <div className={styles.parties}>
          {view.parties.map((party) => {
            const field = view.fields.find((each) => each.party === party.no);
            const page = field && view.page_boxes[field.page - 1];
            return (
              <div key={party.no} className={styles.party}>
                <div className={styles.ink}>
                  {field && (
                    <FitBox aspect={page ? boxAspect(page, field.rect) : 3}>
                      <PartyInk
                        session={session}
                        ink={view.ink}
                        field={field}
                        label={t.inkLabel(party.name)}
                      />
                    </FitBox>
                  )}
                </div>
                <p className={styles.name}>{party.name}</p>
                <p className={styles.organisation}>{party.organisation ?? party.label}</p>
              </div>
            );
          })}
        </div>
        {view.sealed_at !== undefined && (
          <p className={styles.date}>{dateTimeText(view.sealed_at, view.policy.offset_minutes)}</p>
        )}
      </figure>
    </div>
  );
}
