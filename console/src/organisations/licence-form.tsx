/** What a business licence says, typed by whoever registers. */
import { Alert, Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import type { Licence, Registration } from "@/api/organisations";
import { sentence } from "@/api/problem";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./organisations.module.css";

interface LicenceFormProps {
  /** Absent: a new organisation, and the form asks who registers it. */
  readonly before?: Licence;
  readonly onSubmit: (registration: Registration) => Promise<void>;
  readonly onCancel?: () => void;
}

export function LicenceForm({ before, onSubmit, onCancel }: LicenceFormProps) {
  const t = useWords(organisationWords);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (registration: Registration) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSubmit(registration);
    } catch (cause) {
      setProblem(sentence(cause));
      setBusy(false);
    }
  };
  const first = { ...before, is_legal_representative: true };
  const needed = [{ required: true, whitespace: true }];
  return (
    <Form<Registration>
      className={styles.form}
      layout="vertical"
      requiredMark={false}
      initialValues={first}
      onFinish={submit}
    >
      <p className={styles.soft}>{t.registerHint}</p>
      <Form.Item name="name" label={t.name} rules={needed}>
        <Input autoComplete="organization" maxLength={100} />
      </Form.Item>
      <Form.Item name="credit_code" label={t.creditCode} extra={t.creditCodeHint} rules={needed}>
        <Input maxLength={24} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="legal_representative" label={t.legalRepresentative} rules={needed}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      {before === undefined && (
        <>
          <Form.Item name="registrant_name" label={t.ownName} rules={needed}>
            <Input maxLength={40} autoComplete="name" />
          </Form.Item>
          <Form.Item name="is_legal_representative">
            <Radio.Group
              options={[
                { value: true, label: t.isLegalRepresentative },
                { value: false, label: t.byAuthority },
              ]}
            />
          </Form.Item>
        </>
      )}
      {problem && <Alert className={styles.notice} type="error" showIcon title={problem} />}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {before === undefined ? t.submit : t.submitAgain}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t.cancel}</Button>}
      </div>
    </Form>
  );
}
