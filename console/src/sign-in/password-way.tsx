import { Button, Form, Input } from "antd";
import { useState } from "react";
import { type Account, signInByPassword } from "@/api/account";
import { sentence } from "@/api/problem";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { PhoneField } from "./phone-field";
import styles from "./sign-in.module.css";

/** Phone number and password. */
export function PasswordWay({ onSignedIn }: { readonly onSignedIn: (account: Account) => void }) {
  const t = useWords(frontWords);
  const [phone, setPhone] = useState("");
  const [password, setPassword] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const enter = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      onSignedIn(await signInByPassword(phone, password));
    } catch (cause) {
      setProblem(sentence(cause));
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={enter}>
      <PhoneField value={phone} problem={undefined} onChange={setPhone} />
      <Form.Item label={t.passwordLabel} htmlFor="password">
        <Input.Password
          id="password"
          size="large"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Form.Item>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <Button
        type="primary"
        htmlType="submit"
        block
        size="large"
        loading={isBusy}
        disabled={phone === "" || password === ""}
      >
        {t.passwordGo}
      </Button>
    </Form>
  );
}
