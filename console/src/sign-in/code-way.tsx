/** Phone number, then the one-time code. */
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Account, sendSignInCode, signIn } from "@/api/account";
import { sentence } from "@/api/problem";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { PhoneField } from "./phone-field";
import styles from "./sign-in.module.css";

interface CodeWayProps {
  readonly onSignedIn: (account: Account) => void;
  /** What the phone number and its code are good for. */
  readonly enterWith?: (phone: string, code: string) => Promise<Account>;
}

export function CodeWay({ onSignedIn, enterWith = signIn }: CodeWayProps) {
  const t = useWords(frontWords);
  const [phone, setPhone] = useState("");
  const [isSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [code, setCode] = useState("");

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (cause) {
      setProblem(sentence(cause));
      setCode("");
    } finally {
      setBusy(false);
    }
  };
  const send = () =>
    attempt(async () => {
      await sendSignInCode(phone);
      setSent(true);
    });
  const enter = (digits: string) => attempt(async () => onSignedIn(await enterWith(phone, digits)));

  return (
    <>
      {isSent ? (
        <Form layout="vertical" requiredMark={false} onFinish={() => enter(code)}>
          <Alert
            type="info"
            showIcon
            title={t.codeSent(phone)}
            description={
              <>
                {t.codeWhere}{" "}
                <Link to="/outbox" target="_blank" rel="noreferrer">
                  {t.openOutbox}
                </Link>
              </>
            }
          />
          <Form.Item label={t.code} className={styles.code} {...(problem ? failed(problem) : {})}>
            <Input.OTP
              length={6}
              value={code}
              autoFocus
              disabled={isBusy}
              inputMode="numeric"
              aria-label={t.code}
              onChange={(digits) => {
                setCode(digits);
                enter(digits);
              }}
            />
          </Form.Item>
          <div className={styles.row}>
            <Button type="link" onClick={() => setSent(false)}>
              {t.otherPhone}
            </Button>
            <Button type="link" disabled={isBusy} onClick={send}>
              {t.resend}
            </Button>
          </div>
        </Form>
      ) : (
        <Form layout="vertical" requiredMark={false} onFinish={send}>
          <PhoneField value={phone} problem={problem} onChange={setPhone} />
          <Button
            type="primary"
            htmlType="submit"
            block
            size="large"
            loading={isBusy}
            disabled={phone === ""}
          >
            {t.sendCode}
          </Button>
        </Form>
      )}
    </>
  );
}

function failed(problem: string) {
  return { validateStatus: "error" as const, help: problem };
}
