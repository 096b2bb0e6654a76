import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import type { PartyView } from "@/live/protocol";
import styles from "./party-list.module.css";

/** What a party agreed to, and what it did not. */
export function PartyConsents({ party }: { readonly party: PartyView }) {
  const t = useWords(hostWords);
  if (party.consents.length === 0) return null;
  const given = party.consents.filter((consent) => consent.given);
  const refused = party.consents.filter((consent) => !consent.given);
  return (
    <p className={styles.soft}>
      {given.length > 0 && `${t.consents} ${given.map(({ kind }) => t[`consent_${kind}`]).join("、")}`}
      {refused.map(({ kind }) => (
        <span key={kind} className={styles.refused}>
          {t.consentRefused(t[`consent_${kind}`])}
        </span>
      ))}
    </p>
  );
}
