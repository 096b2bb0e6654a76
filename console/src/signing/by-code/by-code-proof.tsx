/** The one-time code to the visitor's number. */
import { useState } from "react";
import { BrandBar } from "@/components/brand-bar";
import { Button } from "@/components/button";
import { CodeField } from "@/components/code-field";
import { Screen } from "@/components/screen";
import { byCodeWords } from "@/i18n/by-code-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./by-code.module.css";

const DIGITS = 6;

interface ByCodeProofProps {
  readonly phone: string;
  readonly problem: string | undefined;
  readonly onDigits: (digits: string) => Promise<void>;
  readonly onAgain: () => void;
  readonly onBack: () => void;
}

export function ByCodeProof({ phone, problem, onDigits, onAgain, onBack }: ByCodeProofProps) {
  const t = useWords(byCodeWords);
  const [digits, setDigits] = useState("");
  const [isChecking, setChecking] = useState(false);
  const change = async (typed: string) => {
    setDigits(typed);
    if (typed.length < DIGITS) return;
    setChecking(true);
    await onDigits(typed);
    setChecking(false);
    setDigits("");
  };
  return (
    <Screen
      header={<BrandBar />}
      footer={
        <Button wide look="plain" onClick={onBack}>
          {t.back}
        </Button>
      }
    >
      <h1 className={styles.title}>{t.codeTitle}</h1>
      <p className={styles.soft}>{t.codeSentTo(phone)}</p>
      <CodeField
        label={t.codeLabel}
        value={digits}
        length={DIGITS}
        invalid={problem !== undefined}
        disabled={isChecking}
        onChange={change}
      />
      <p className={styles.problem} role="alert">
        {problem}
      </p>
      <Button look="quiet" onClick={onAgain}>
        {t.again}
      </Button>
    </Screen>
  );
}
