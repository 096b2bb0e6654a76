/** A QR code for a phone that is signed in already, and the two digits that its person types there. */
import { Alert, Button, Skeleton } from "antd";
import { useCallback, useEffect, useState } from "react";
import type { Account } from "@/api/account";
import { sentence } from "@/api/problem";
import { beginScan, type ScanStanding, type ShownScan, scanStanding } from "@/api/scan";
import { commonWords } from "@/i18n/common-words";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { svgAddress } from "@/shell/svg-address";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./sign-in.module.css";

/** Pause between two questions how it stands. */
const ASK_EVERY_MS = 1500;

interface ScanWayProps {
  readonly onSignedIn: (account: Account) => void;
}

export function ScanWay({ onSignedIn }: ScanWayProps) {
  const common = useWords(commonWords);
  const [shown, again] = useLoaded(beginScan);
  switch (shown.state) {
    case "loading":
      return <Skeleton active paragraph={{ rows: 5 }} />;
    case "failed":
      return (
        <Alert
          type="warning"
          showIcon
          title={sentence(shown.problem)}
          action={<Button onClick={again}>{common.retry}</Button>}
        />
      );
    case "ready":
      return <Code key={shown.value.scan} shown={shown.value} onAgain={again} onSignedIn={onSignedIn} />;
  }
}

interface CodeProps extends ScanWayProps {
  readonly shown: ShownScan;
  readonly onAgain: () => void;
}

function Code({ shown, onAgain, onSignedIn }: CodeProps) {
  const t = useWords(frontWords);
  const [standing, setStanding] = useState<ScanStanding>("waiting");
  const isOpen = standing === "waiting" || standing === "scanned";
  const ask = useCallback(async () => {
    const answer = await scanStanding(shown.scan);
    if ("account" in answer) onSignedIn(answer.account);
    else setStanding(answer.standing);
  }, [shown.scan, onSignedIn]);
  useEffect(() => {
    if (!isOpen) return;
    // A hub that does not answer is asked again; the code says itself when it is over.
    const timer = setInterval(() => ask().catch(() => undefined), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOpen, ask]);
  return (
    <div className={styles.scan}>
      {isOpen ? (
        <>
          <img className={styles.qr} src={svgAddress(shown.qr_svg)} alt={t.byScan} />
          <p className={styles.number}>{shown.number}</p>
          <p className={styles.hint} role="status">
            {standing === "scanned" ? t.scanScanned : t.scanHint}
          </p>
        </>
      ) : (
        <>
          <p className={styles.hint} role="status">
            {standing === "denied" ? t.scanDenied : t.scanGone}
          </p>
          <Button type="primary" onClick={onAgain}>
            {t.scanAgain}
          </Button>
        </>
      )}
    </div>
  );
}
