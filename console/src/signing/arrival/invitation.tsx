import type { Joined } from "@/api/participant";
import { BrandBar } from "@/components/brand-bar";
import { Button } from "@/components/button";
import { Screen } from "@/components/screen";
import { arrivalWords } from "@/i18n/arrival-words";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import styles from "./invitation.module.css";

/** Who invites whom, to what, and what will happen. */
export function Invitation({ joined, onBegin }: { readonly joined: Joined; readonly onBegin: () => void }) {
  const t = useWords(arrivalWords);
  const room = useWords(roomWords);
  const steps = [t.stepAgree, t.stepCode, t.stepRead, t.stepSign];
  return (
    <Screen
      header={<BrandBar note={joined.demo ? room.demo : undefined} />}
      footer={
        <Button wide onClick={onBegin}>
          {t.begin}
        </Button>
      }
    >
      <p className={styles.invites}>{t.invites(joined.host_name)}</p>
      <h1 className={styles.title}>{joined.title}</h1>
      <dl className={styles.card}>
        <div className={styles.row}>
          <dt>{t.you}</dt>
          <dd className={styles.person}>
            {joined.party_label && <span className={styles.label}>{joined.party_label}</span>}
            {joined.party_name}
          </dd>
        </div>
        {joined.phone_masked && (
          <div className={styles.row}>
            <dt>{t.phone}</dt>
            <dd className={styles.phone}>{joined.phone_masked}</dd>
          </div>
        )}
      </dl>
      <h2 className={styles.subtitle}>{t.whatComes}</h2>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step} className={styles.step}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
    </Screen>
  );
}
