/** The signed frame: every party's handwriting side by side, as it is shown when all have signed. */
import { actWords } from "@/i18n/act-words";
import { useWords } from "@/i18n/dictionary";
import { dateTimeText } from "@/live/hub-time";
import type { LiveSession } from "@/live/live-session";
import { boxAspect } from "@/live/page-space";
import type { PartyView, SessionView } from "@/live/protocol";
import { PartyInk } from "./party-ink";
import styles from "./signed-frame.module.css";

interface SignedFrameProps {
  readonly session: LiveSession;
  readonly view: SessionView;
}

export function SignedFrame({ session, view }: SignedFrameProps) {
  return (
    <figure className={styles.frame}>
      <figcaption className={styles.title}>{view.title}</figcaption>
      <div className={styles.parties}>
        {view.parties.map((party) => (
          <Signature key={party.no} session={session} view={view} party={party} />
        ))}
      </div>
      {view.sealed_at !== undefined && (
        <p className={styles.date}>{dateTimeText(view.sealed_at, view.policy.offset_minutes)}</p>
      )}
    </figure>
  );
}

function Signature({ session, view, party }: SignedFrameProps & { readonly party: PartyView }) {
  const t = useWords(actWords);
  const field = view.fields.find((each) => each.party === party.no);
  const box = field && view.page_boxes[field.page - 1];
  return (
    <div className={styles.party}>
      <div
        className={styles.ink}
        style={{ paddingTop: box ? `${100 / boxAspect(box, field.rect)}%` : "40%" }}
      >
        {field && (
          <div className={styles.canvas}>
            <PartyInk session={session} ink={view.ink} field={field} label={t.inkLabel(party.name)} />
          </div>
        )}
      </div>
      <p className={styles.name}>{party.name}</p>
      <p className={styles.side}>
        {party.label}
        {party.organisation && ` · ${party.organisation}`}
      </p>
    </div>
  );
}
