/** What this is, and one clear way to see it. */
import { PlayCircleFilled } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { startDemo } from "@/api/demo";
import { sentence } from "@/api/problem";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { useSignedIn } from "@/shell/signed-in";
import styles from "./first-page.module.css";
import { HallPicture } from "./hall-picture";

/** @param offersDemo `undefined` until the hub has said whether it offers demonstrations */
export function FirstPage({ offersDemo }: { readonly offersDemo: boolean | undefined }) {
  const t = useWords(frontWords);
  const { account, refresh } = useSignedIn();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [isStarting, setStarting] = useState(false);
  const start = async () => {
    setStarting(true);
    try {
      const { contract } = await startDemo();
      await refresh();
      navigate(`/demo?contract=${contract}`);
    } catch (problem) {
      message.error(sentence(problem), 8);
      setStarting(false);
    }
  };
  const facts = [
    [t.factTogether, t.factTogetherText],
    [t.factReal, t.factRealText],
    [t.factProof, t.factProofText],
  ] as const;
  return (
    <>
      <section className={styles.hero}>
        <div className={styles.words}>
          <PageTitle title={t.slogan} />
          <p className={styles.what}>{t.what}</p>
          <div className={styles.actions}>
            <Button
              type="primary"
              size="large"
              className={styles.go}
              icon={<PlayCircleFilled />}
              loading={isStarting}
              disabled={offersDemo === false}
              onClick={start}
            >
              {isStarting ? t.startingDemo : t.startDemo}
            </Button>
            <Link to={account ? "/ceremonies" : "/sign-in?then=/ceremonies"}>
              <Button size="large" className={styles.second}>
                {account ? t.begin : `${t.signIn} · ${t.begin}`}
              </Button>
            </Link>
          </div>
          <p className={styles.hint}>{offersDemo === false ? t.demoOff : t.startDemoHint}</p>
        </div>
        <HallPicture />
      </section>
      <ul className={styles.facts}>
        {facts.map(([name, text]) => (
          <li key={name} className={styles.fact}>
            <h2 className={styles.name}>{name}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
      <p className={styles.verify}>
        <Link to="/verify">{t.verifyFile} →</Link>
      </p>
    </>
  );
}
