/** On the phone: another device asks to be signed in as this person. */
import { Alert, Button, Card, Input, Result } from "antd";
import { useState } from "react";
import type { Device } from "@/api/me";
import { sentence } from "@/api/problem";
import { answerScan } from "@/api/scan";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import styles from "./account.module.css";

interface ScanCardProps {
  readonly scan: string;
  readonly device: Device;
  /** Milliseconds UTC. */
  readonly asked: number;
}

export function ScanCard({ scan, device, asked }: ScanCardProps) {
  const t = useWords(accountWords);
  const [number, setNumber] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [end, setEnd] = useState<{
    readonly status: "success" | "info" | "warning";
    readonly text: string;
  }>();
  const answer = async (typed: string | null) => {
    setBusy(true);
    try {
      await answerScan(scan, typed);
      setEnd(
        typed === null ? { status: "info", text: t.scanDenied } : { status: "success", text: t.scanDone },
      );
    } catch (cause) {
      setEnd({ status: "warning", text: sentence(cause) });
    }
  };
  if (end) return <Result status={end.status} title={end.text} />;
  return (
    <Card className={styles.scan} title={<h1 className={styles.subtitle}>{t.scanTitle}</h1>}>
      <p className={styles.soft}>{t.scanDevice}</p>
      <p className={styles.device}>
        {device.browser || t.unknownBrowser} · {device.system || t.unknownSystem}
      </p>
      <p className={styles.soft}>{t.scanAsked(localTime(asked))}</p>
      <Alert type="warning" showIcon title={t.scanWarning} />
      <p className={styles.ask}>{t.scanNumber}</p>
      <Input.OTP
        length={2}
        size="large"
        value={number}
        autoFocus
        inputMode="numeric"
        aria-label={t.scanNumber}
        onInput={(digits) => setNumber(digits.join(""))}
        onChange={setNumber}
      />
      <div className={styles.answers}>
        <Button
          type="primary"
          size="large"
          block
          loading={isBusy}
          disabled={number.length !== 2}
          onClick={() => answer(number)}
        >
          {t.scanConfirm}
        </Button>
        <Button danger size="large" block disabled={isBusy} onClick={() => answer(null)}>
          {t.scanDeny}
        </Button>
      </div>
    </Card>
  );
}
