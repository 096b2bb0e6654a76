/** 签署密码 before the act. */
import { useState } from "react";
import type { Seat } from "@/api/participant";
import { Problem, sentence } from "@/api/problem";
import { CodeField } from "@/components/code-field";
import { useWords } from "@/i18n/dictionary";
import { proofWords } from "@/i18n/proof-words";
import styles from "./proof-panel.module.css";

const DIGITS = 6;

export function PasswordProof({ seat }: { readonly seat: Seat }) {
  const t = useWords(proofWords);
  const [digits, setDigits] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [isChecking, setChecking] = useState(false);
  const change = async (typed: string) => {
    setDigits(typed);
    setProblem(undefined);
    if (typed.length < DIGITS) return;
    setChecking(true);
    try {
      await seat.showSignPassword(typed);
    } catch (cause) {
      setDigits("");
      if (cause instanceof Problem) setProblem(cause);
    } finally {
      setChecking(false);
    }
  };
  const mustSet = problem?.code === "sign_password_missing" || problem?.code === "sign_password_locked";
  return (
    <div className={styles.field}>
      <p className={styles.text}>{t.passwordText}</p>
      <CodeField
        label={t.password}
        value={digits}
        length={DIGITS}
        isSecret
        invalid={problem !== undefined}
        disabled={isChecking}
        onChange={change}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          {sentence(problem)}{" "}
          {mustSet && (
            <a href="/me" target="_blank" rel="noreferrer">
              {t.passwordSet}
            </a>
          )}
        </p>
      )}
    </div>
  );
}
