/** 手机号: another number for the same person. */
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { changePhone, type Means, sendNewPhoneCode } from "@/api/me";
import { accountWords } from "@/i18n/console-account-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./account.module.css";
import { Section } from "./section";
import type { Command } from "./use-command";

interface PhoneSectionProps {
  readonly means: Means;
  readonly give: Command;
}

export function PhoneSection({ means, give }: PhoneSectionProps) {
  const t = useWords(accountWords);
  const [step, setStep] = useState<"closed" | "number" | "code">("closed");
  const [phone, setPhone] = useState("");
  const [code, setCode] = useState("");
  const close = () => {
    setStep("closed");
    setPhone("");
    setCode("");
  };
  const send = async () => {
    if (await give(() => sendNewPhoneCode(phone))) setStep("code");
  };
  const enter = async (digits: string) => {
    setCode(digits);
    if (digits.length < 6) return;
    if (await give(() => changePhone(phone, digits))) close();
    else setCode("");
  };
  return (
    <Section id="phone" title={t.phoneSection} hint={t.phoneHint}>
      <div className={styles.row}>
        <div className={styles.what}>
          <span className={styles.name}>{means.phone_masked}</span>
        </div>
        {step === "closed" && <Button onClick={() => setStep("number")}>{t.changePhone}</Button>}
        {step === "number" && (
          <Form layout="vertical" requiredMark={false} className={styles.form} onFinish={send}>
            <Form.Item label={t.newPhone} htmlFor="new-phone">
              <Input
                id="new-phone"
                type="tel"
                inputMode="tel"
                autoComplete="tel"
                autoFocus
                value={phone}
                onChange={(event) => setPhone(event.target.value)}
              />
            </Form.Item>
            <span className={styles.actions}>
              <Button type="primary" htmlType="submit" disabled={phone === ""}>
                {t.sendCode}
              </Button>
              <Button onClick={close}>{t.cancel}</Button>
            </span>
          </Form>
        )}
        {step === "code" && (
          <div className={styles.form}>
            <p className={styles.soft}>
              {t.code} · {phone}
            </p>
            <Input.OTP
              length={6}
              value={code}
              autoFocus
              inputMode="numeric"
              aria-label={t.code}
              onChange={enter}
            />
            <Button type="link" onClick={close}>
              {t.cancel}
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
}
