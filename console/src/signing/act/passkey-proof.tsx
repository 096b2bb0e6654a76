/** 通行密钥 before the act. */
import { useState } from "react";
import type { Seat } from "@/api/participant";
import { hasPasskeys } from "@/api/passkeys";
import { Problem, sentence } from "@/api/problem";
import { Button } from "@/components/button";
import { useWords } from "@/i18n/dictionary";
import { proofWords } from "@/i18n/proof-words";
import styles from "./proof-panel.module.css";

export function PasskeyProof({ seat }: { readonly seat: Seat }) {
  const t = useWords(proofWords);
  const [problem, setProblem] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    setProblem(undefined);
    try {
      await seat.showPasskey();
    } catch (cause) {
      setProblem(cause instanceof Problem ? sentence(cause) : t.passkeyGone);
    } finally {
      setAsking(false);
    }
  };
  return (
    <>
      <p className={styles.text}>{hasPasskeys() ? t.passkeyText : t.passkeyNone}</p>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button wide disabled={isAsking || !hasPasskeys()} onClick={ask}>
        {t.passkeyAsk}
      </Button>
    </>
  );
}
