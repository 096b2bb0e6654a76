import { Button, Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./account.module.css";

interface PasswordFormProps {
  readonly name: string;
  readonly text: string;
  /** What the button says that opens the form. */
  readonly begin: string;
  readonly label: string;
  readonly hint?: string;
  /** Six digits instead of a text. */
  readonly isSix: boolean;
  /** Says whether it was taken. */
  readonly onSave: (password: string) => Promise<boolean>;
  /** Further buttons. */
  readonly children?: ReactNode;
}

/** A password's standing, and the form for a new one. */
export function PasswordForm(props: PasswordFormProps) {
  const { name, text, begin, label, hint, isSix, onSave, children } = props;
  const t = useWords(accountWords);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [password, setPassword] = useState("");
  const isLongEnough = [...password].length >= (isSix ? 6 : 10);
  const close = () => {
    setOpen(false);
    setPassword("");
  };
  const save = async () => {
    setBusy(true);
    if (await onSave(password)) close();
    setBusy(false);
  };
  return (
    <>
      <div className={styles.what}>
        <span className={styles.name}>{name}</span>
        <p className={styles.detail}>{text}</p>
      </div>
      {!isOpen && (
        <span className={styles.actions}>
          <Button onClick={() => setOpen(true)}>{begin}</Button>
          {children}
        </span>
      )}
      {isOpen && (
        <Form layout="vertical" requiredMark={false} className={styles.form} onFinish={save}>
          <Form.Item label={label} htmlFor={name} extra={hint}>
            <Input.Password
              id={name}
              value={password}
              autoFocus
              autoComplete="new-password"
              maxLength={isSix ? 6 : 128}
              {...(isSix ? { inputMode: "numeric" as const } : {})}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Form.Item>
          <span className={styles.actions}>
            <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isLongEnough}>
              {t.save}
            </Button>
            <Button onClick={close}>{t.cancel}</Button>
          </span>
        </Form>
      )}
    </>
  );
}
