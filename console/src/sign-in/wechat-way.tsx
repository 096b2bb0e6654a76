/** The way through WeChat, shown only where the hub has it. */
import { Button } from "antd";
import { useState } from "react";
import { sentence } from "@/api/problem";
import { beginWechat, signInWays } from "@/api/wechat";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { useLoaded } from "@/shell/use-loaded";
import { keepPlace } from "./go-on";
import styles from "./sign-in.module.css";

export function WechatWay() {
  const t = useWords(frontWords);
  const [ways] = useLoaded(signInWays);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (ways.state !== "ready" || !ways.value.wechat) return null;
  const go = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const page = await beginWechat();
      keepPlace();
      window.location.assign(page);
    } catch (cause) {
      setProblem(sentence(cause));
      setBusy(false);
    }
  };
  return (
    <>
      <Button block loading={isBusy} onClick={go}>
        {t.byWechat}
      </Button>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </>
  );
}
