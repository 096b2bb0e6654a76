/** 再次确认: the person shows once more that it is them. */
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { type Means, sendStepUpCode, stepUp } from "@/api/me";
import { stepUpByPasskey } from "@/api/passkeys";
import { Problem, sentence } from "@/api/problem";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./step-up-dialog.module.css";

interface StepUpDialogProps {
  readonly means: Means;
  readonly onConfirmed: () => void;
  readonly onCancel: () => void;
}

export function StepUpDialog({ means, onConfirmed, onCancel }: StepUpDialogProps) {
  const t = useWords(accountWords);
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
      setProblem(cause instanceof Problem ? sentence(cause) : t.passkeyStopped);
      setCode("");
    } finally {
      setBusy(false);
    }
  };
  const send = () => attempt(async () => sendStepUpCode().then(() => setSent(true)));
  const enter = (digits: string) => {
    setCode(digits);
    if (digits.length === 6) attempt(async () => stepUp(digits).then(onConfirmed));
  };
  return (
    <Modal open title={t.stepUpTitle} footer={null} width={400} onCancel={onCancel} destroyOnHidden>
      <p className={styles.soft}>{t.stepUpText(means.phone_masked)}</p>
      {isSent ? (
        <Form.Item
          className={styles.code}
          {...(problem ? { validateStatus: "error" as const, help: problem } : {})}
        >
          <Input.OTP
            length={6}
            value={code}
            autoFocus
            disabled={isBusy}
            inputMode="numeric"
            aria-label={t.code}
            onChange={enter}
          />
        </Form.Item>
      ) : (
        problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )
      )}
      <Button type={isSent ? "link" : "primary"} block loading={isBusy} autoFocus={!isSent} onClick={send}>
        {isSent ? t.stepUpAgain : t.stepUpSend}
      </Button>
      {means.passkeys.length > 0 && means.passkey_origin === window.location.origin && (
        <Button
          type="link"
          block
          disabled={isBusy}
          onClick={() => attempt(async () => stepUpByPasskey().then(onConfirmed))}
        >
          {t.usePasskey}
        </Button>
      )}
    </Modal>
  );
}
