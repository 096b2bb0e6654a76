/** The one-time link of the first start: a phone number makes its reader the platform operator. */
import { Alert, Button, Card, Form, Result } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { setUp } from "@/api/account";
import { sentence } from "@/api/problem";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { PhoneField } from "./phone-field";
import styles from "./sign-in.module.css";

interface SetUpCardProps {
  readonly token: string;
  readonly onSignedIn: () => void;
}

export function SetUpCard({ token, onSignedIn }: SetUpCardProps) {
  const t = useWords(frontWords);
  const [phone, setPhone] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isDone, setDone] = useState(false);
  const claim = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await setUp(token, phone);
      setDone(true);
      onSignedIn();
    } catch (cause) {
      setProblem(sentence(cause));
    } finally {
      setBusy(false);
    }
  };
  if (isDone) {
    return (
      <Card className={styles.card}>
        <Result
          status="success"
          title={t.setupDone}
          subTitle={t.setupDoneText}
          extra={[
            <Link key="outbox" to="/outbox">
              <Button>{t.openOutbox}</Button>
            </Link>,
            <Link key="begin" to="/ceremonies">
              <Button type="primary">{t.toCeremonies}</Button>
            </Link>,
          ]}
        />
      </Card>
    );
  }
  return (
    <Card className={styles.card}>
      <h1 className={styles.title}>{t.setupTitle}</h1>
      <p className={styles.hint}>{t.setupHint}</p>
      <Alert type="warning" showIcon title={t.setupWhat} className={styles.notice} />
      <Form layout="vertical" requiredMark={false} onFinish={claim}>
        <PhoneField value={phone} problem={problem} onChange={setPhone} />
        <Button type="primary" htmlType="submit" block size="large" loading={isBusy} disabled={phone === ""}>
          {t.setupGo}
        </Button>
      </Form>
    </Card>
  );
}
