/** Back from WeChat: signed in at once, or the phone number of the account that this WeChat is to open. */
import { Alert, Button, Card, Skeleton } from "antd";
import { useCallback, useEffect } from "react";
import { Link } from "react-router";
import type { Account } from "@/api/account";
import { sentence } from "@/api/problem";
import { bindWechat, returnFromWechat } from "@/api/wechat";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { useLoaded } from "@/shell/use-loaded";
import { CodeWay } from "./code-way";
import styles from "./sign-in.module.css";

interface WechatReturnCardProps {
  /** As WeChat put them into the address; without a code the person did not agree. */
  readonly code: string;
  readonly state: string;
  readonly onSignedIn: (account: Account) => void;
}

export function WechatReturnCard({ code, state, onSignedIn }: WechatReturnCardProps) {
  const t = useWords(frontWords);
  const load = useCallback(() => returnFromWechat(code, state), [code, state]);
  const [returned] = useLoaded(load);
  const account =
    returned.state === "ready" && "account" in returned.value ? returned.value.account : undefined;
  useEffect(() => {
    if (account) onSignedIn(account);
  }, [account, onSignedIn]);
  return (
    <Card className={styles.card}>
      <h1 className={styles.title}>{t.wechatTitle}</h1>
      {returned.state === "failed" && (
        <Alert
          type="warning"
          showIcon
          title={sentence(returned.problem)}
          action={
            <Link to="/sign-in" replace>
              <Button>{t.wechatAgain}</Button>
            </Link>
          }
        />
      )}
      {returned.state === "ready" && "bind" in returned.value ? (
        <Bind secret={returned.value.bind} onSignedIn={onSignedIn} />
      ) : (
        returned.state !== "failed" && <Skeleton active paragraph={{ rows: 3 }} />
      )}
    </Card>
  );
}

interface BindProps {
  readonly secret: string;
  readonly onSignedIn: (account: Account) => void;
}

function Bind({ secret, onSignedIn }: BindProps) {
  const t = useWords(frontWords);
  const enter = useCallback((phone: string, digits: string) => bindWechat(secret, phone, digits), [secret]);
  return (
    <>
      <p className={styles.hint}>{t.wechatBindHint}</p>
      <CodeWay onSignedIn={onSignedIn} enterWith={enter} />
    </>
  );
}
