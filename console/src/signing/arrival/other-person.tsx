import type { Seat } from "@/api/participant";
import { BrandBar } from "@/components/brand-bar";
import { Screen } from "@/components/screen";
import { arrivalWords } from "@/i18n/arrival-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./code-screen.module.css";

interface OtherPersonProps {
  readonly seat: Seat;
  /** What the hub says. */
  readonly text: string;
}

/** The contract names somebody else than the person who holds this phone number: what that means, and what to do. */
export function OtherPerson({ seat, text }: OtherPersonProps) {
  const t = useWords(arrivalWords);
  const { party_name, host_name, title } = seat.joined;
  return (
    <Screen header={<BrandBar />}>
      <h1 className={styles.title}>{t.otherTitle}</h1>
      <p role="alert">{text}</p>
      <ul className={styles.steps}>
        <li>{t.otherIsMe(party_name ?? "")}</li>
        <li>{t.otherWrong(host_name, title)}</li>
        <li>{t.otherOld}</li>
      </ul>
    </Screen>
  );
}
