/** Who is written to shows that the address is theirs: six digits, asked for with one press. */
import { useState } from "react";
import type { Seat } from "@/api/participant";
import { Problem } from "@/api/problem";
import { BrandBar } from "@/components/brand-bar";
import { Button } from "@/components/button";
import { CodeField } from "@/components/code-field";
import { Screen } from "@/components/screen";
import { useTick } from "@/components/tick";
import { arrivalWords } from "@/i18n/arrival-words";
import { useWords } from "@/i18n/dictionary";
import { readerWords } from "@/i18n/reader-words";
import styles from "./reader.module.css";

const DIGITS = 6;
const RESEND_AFTER_MS = 60_000;

export function ReaderCode({ seat, onKnown }: { readonly seat: Seat; readonly onKnown: () => void }) {
  const t = useWords(readerWords);
  const a = useWords(arrivalWords);
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isChecking, setChecking] = useState(false);
  const [sentAt, setSentAt] = useState<number>();
  useTick(500);
  const { host_name, title, party_name, phone_masked } = seat.joined;

  const send = async () => {
    setProblem(undefined);
    try {
      await seat.sendReaderCode();
      setSentAt(Date.now());
    } catch (cause) {
      setProblem(sentence(cause));
    }
  };
  const change = async (digits: string) => {
    setCode(digits);
    setProblem(undefined);
    if (digits.length < DIGITS) return;
    setChecking(true);
    try {
      await seat.verifyReader(digits);
      onKnown();
    } catch (cause) {
      setProblem(sentence(cause));
      setCode("");
    } finally {
      setChecking(false);
    }
  };
  const wait = sentAt === undefined ? 0 : Math.ceil((sentAt + RESEND_AFTER_MS - Date.now()) / 1000);
  return (
    <Screen header={<BrandBar />}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.soft}>{t.copied(host_name, party_name ?? "")}</p>
      <p className={styles.soft}>{t.may}</p>
      {sentAt === undefined ? (
        <Button wide onClick={send}>
          {t.sendCode(phone_masked ?? "")}
        </Button>
      ) : (
        <>
          <p className={styles.soft}>{a.codeSentTo(phone_masked ?? "")}</p>
          <CodeField
            label={a.codeLabel}
            value={code}
            length={DIGITS}
            invalid={problem !== undefined}
            disabled={isChecking}
            onChange={change}
          />
          <Button look="quiet" disabled={wait > 0} onClick={send}>
            {wait > 0 ? a.codeResendIn(wait) : a.codeResend}
          </Button>
        </>
      )}
      <p className={styles.problem} role="alert">
        {problem}
      </p>
    </Screen>
  );
}

function sentence(cause: unknown): string {
  return cause instanceof Problem ? cause.detail : String(cause);
}
