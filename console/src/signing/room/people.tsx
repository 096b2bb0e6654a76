/** Who is here, and how far each has come. */
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { PartyView, SessionView } from "@/live/protocol";
import styles from "./people.module.css";

export type Tone = "good" | "busy" | "off" | "bad";

interface PeopleProps {
  readonly view: SessionView;
  readonly me: number;
  readonly withHost?: boolean;
  readonly stateOf: (party: PartyView) => { readonly text: string; readonly tone: Tone };
}

export function People({ view, me, withHost = false, stateOf }: PeopleProps) {
  const t = useWords(roomWords);
  return (
    <ul className={styles.people}>
      {withHost && (
        <Person
          name={view.host_name}
          note={t.host}
          state={{ text: view.host_present ? t.here : t.notHere, tone: view.host_present ? "good" : "off" }}
        />
      )}
      {view.parties.map((party) => (
        <Person
          key={party.no}
          name={party.name}
          note={[party.label, party.organisation, party.no === me && t.you].filter(Boolean).join(" · ")}
          state={stateOf(party)}
        />
      ))}
    </ul>
  );
}

interface PersonProps {
  readonly name: string;
  readonly note: string;
  readonly state: { readonly text: string; readonly tone: Tone };
}

function Person({ name, note, state }: PersonProps) {
  return (
    <li className={styles.person}>
      <span className={styles.who}>
        <span className={styles.name}>{name}</span>
        <span className={styles.note}>{note}</span>
      </span>
      <span className={`${styles.state} ${styles[state.tone]}`}>{state.text}</span>
    </li>
  );
}
