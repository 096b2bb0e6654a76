import { useEffect, useState } from "react";
import type { Seat } from "@/api/participant";
import { Problem } from "@/api/problem";
import { BrandBar } from "@/components/brand-bar";
import { Button } from "@/components/button";
import { CodeField } from "@/components/code-field";
import { Screen } from "@/components/screen";
import { useTick } from "@/components/tick";
import { arrivalWords } from "@/i18n/arrival-words";
import { useWords } from "@/i18n/dictionary";
import type { DeviceKey } from "@/signing/act/device-key";
import styles from "./code-screen.module.css";
import { OtherPerson } from "./other-person";

const DIGITS = 6;
const RESEND_AFTER_MS = 60_000;
/** How often the page asks whether the host has confirmed the party face to face. */
const ASK_EVERY_MS = 3_000;

interface CodeScreenProps {
  readonly seat: Seat;
  readonly deviceKey: DeviceKey;
  readonly onVerified: () => void;
}

export function CodeScreen({ seat, deviceKey, onVerified }: CodeScreenProps) {
  const t = useWords(arrivalWords);
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const [other, setOther] = useState<string>();
  const [isChecking, setChecking] = useState(false);
  const [sentAt, setSentAt] = useState<number>();
  useTick(500);

  const sendCode = async () => {
    setProblem(undefined);
    try {
      await seat.sendCode();
      setSentAt(Date.now());
    } catch (cause) {
      setProblem(sentence(cause));
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens
  useEffect(() => {
    sendCode();
    seat.announceDevice(deviceKey.publicKey).catch(() => undefined);
  }, []);
  useEffect(() => {
    const timer = setInterval(async () => {
      if (await seat.isVerified().catch(() => false)) onVerified();
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [seat, onVerified]);

  const change = async (digits: string) => {
    setCode(digits);
    setProblem(undefined);
    if (digits.length < DIGITS) return;
    setChecking(true);
    try {
      await seat.verify(digits, deviceKey.publicKey);
      onVerified();
    } catch (cause) {
      if (cause instanceof Problem && cause.code === "party_not_you") setOther(cause.detail);
      setProblem(sentence(cause));
      setCode("");
    } finally {
      setChecking(false);
    }
  };

  if (other !== undefined) return <OtherPerson seat={seat} text={other} />;
  const wait = sentAt === undefined ? 0 : Math.ceil((sentAt + RESEND_AFTER_MS - Date.now()) / 1000);
  return (
    <Screen header={<BrandBar />}>
      <h1 className={styles.title}>{t.codeTitle}</h1>
      <p className={styles.sent}>{sentAt !== undefined && t.codeSentTo(seat.joined.phone_masked ?? "")}</p>
      <CodeField
        label={t.codeLabel}
        value={code}
        length={DIGITS}
        invalid={problem !== undefined}
        disabled={isChecking}
        onChange={change}
      />
      <p className={styles.problem} role="alert">
        {problem}
      </p>
      <p className={styles.checking} aria-live="polite">
        {isChecking && t.codeChecking}
      </p>
      <Button look="quiet" disabled={wait > 0} onClick={sendCode}>
        {wait > 0 ? t.codeResendIn(wait) : t.codeResend}
      </Button>
      <p className={styles.face}>{t.faceToFace}</p>
    </Screen>
  );
}

function sentence(cause: unknown): string {
  return cause instanceof Problem ? cause.detail : String(cause);
}
