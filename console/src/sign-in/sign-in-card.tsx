/** Signing in: by code, by password, by a phone that scans, or by a passkey. */
import { Button, Card, Tabs } from "antd";
import { useState } from "react";
import type { Account } from "@/api/account";
import { hasPasskeys, signInByPasskey } from "@/api/passkeys";
import { Problem, sentence } from "@/api/problem";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { CodeWay } from "./code-way";
import { PasswordWay } from "./password-way";
import { ScanWay } from "./scan-way";
import styles from "./sign-in.module.css";
import { WechatWay } from "./wechat-way";

/** @param onSignedIn the browser holds the session when it is called */
export function SignInCard({ onSignedIn }: { readonly onSignedIn: (account: Account) => void }) {
  const t = useWords(frontWords);
  const ways = [
    { key: "code", label: t.byCode, children: <CodeWay onSignedIn={onSignedIn} /> },
    { key: "password", label: t.byPassword, children: <PasswordWay onSignedIn={onSignedIn} /> },
    { key: "scan", label: t.byScan, children: <ScanWay onSignedIn={onSignedIn} /> },
  ];
  return (
    <Card className={styles.card}>
      <h1 className={styles.title}>{t.signInTitle}</h1>
      <p className={styles.hint}>{t.signInHint}</p>
      <Tabs items={ways} destroyOnHidden />
      <WechatWay />
      {hasPasskeys() && <PasskeyWay onSignedIn={onSignedIn} />}
    </Card>
  );
}

function PasskeyWay({ onSignedIn }: { readonly onSignedIn: (account: Account) => void }) {
  const t = useWords(frontWords);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const enter = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      onSignedIn(await signInByPasskey());
    } catch (cause) {
      // What a device says when its person stops is no sentence for people.
      setProblem(cause instanceof Problem ? sentence(cause) : t.passkeyStopped);
      setBusy(false);
    }
  };
  return (
    <>
      <Button type="link" block loading={isBusy} onClick={enter}>
        {t.byPasskey}
      </Button>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </>
  );
}
