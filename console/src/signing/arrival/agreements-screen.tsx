import { useState } from "react";
import type { Agreement } from "@/api/agreements";
import { BrandBar } from "@/components/brand-bar";
import { Button } from "@/components/button";
import { Screen } from "@/components/screen";
import { Sheet } from "@/components/sheet";
import { arrivalWords } from "@/i18n/arrival-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { FIRST_USE } from "@/signing/room/signing-step";
import styles from "./agreements-screen.module.css";

interface AgreementsScreenProps {
  readonly agreements: readonly Agreement[];
  readonly onAccept: () => void;
}

/** The three texts of first use: each can be read in full; one acceptance, logged for each. */
export function AgreementsScreen({ agreements, onAccept }: AgreementsScreenProps) {
  const t = useWords(arrivalWords);
  const language = useLanguage();
  const [reading, setReading] = useState<Agreement>();
  const [accepted, setAccepted] = useState(false);
  const shown = agreements.filter((agreement) => FIRST_USE.some((kind) => kind === agreement.kind));
  return (
    <Screen
      header={<BrandBar />}
      footer={
        <>
          <label className={styles.accept}>
            <input
              type="checkbox"
              className={styles.box}
              checked={accepted}
              onChange={(event) => setAccepted(event.target.checked)}
            />
            {t.agreeAll}
          </label>
          <Button wide disabled={!accepted} onClick={onAccept}>
            {t.agreeAndGoOn}
          </Button>
        </>
      }
    >
      <h1 className={styles.title}>{t.agreementsTitle}</h1>
      <p className={styles.intro}>{t.agreementsIntro}</p>
      <ul className={styles.list}>
        {shown.map((agreement) => (
          <li key={agreement.kind}>
            <button type="button" className={styles.item} onClick={() => setReading(agreement)}>
              <span className={styles.name}>{agreement.title[language]}</span>
              <span className={styles.version}>{t.version(agreement.version)}</span>
              <span className={styles.read}>{t.read}</span>
            </button>
          </li>
        ))}
      </ul>
      {reading && (
        <Sheet
          title={reading.title[language]}
          onClose={() => setReading(undefined)}
          actions={
            <Button wide onClick={() => setReading(undefined)}>
              {t.done}
            </Button>
          }
        >
          <AgreementText text={reading.text[language]} />
        </Sheet>
      )}
    </Screen>
  );
}

function AgreementText({ text }: { readonly text: string }) {
  return <div className={styles.text}>{text}</div>;
}
