import { opinionText } from "@/live/opinion";
import type { SessionView, SigningField } from "@/live/protocol";
import styles from "./party-opinion.module.css";

interface PartyOpinionProps {
  readonly view: SessionView;
  readonly field: SigningField;
}

/** What a party that has signed wrote in its control for an opinion. */
export function PartyOpinion({ view, field }: PartyOpinionProps) {
  const party = view.parties.find(({ no }) => no === field.party);
  const record = party?.opinions?.find(({ no }) => no === field.no)?.record;
  if (record === undefined) return null;
  return <span className={styles.opinion}>{opinionText(record)}</span>;
}
