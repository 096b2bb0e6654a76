/** The limits of a new sign code. */
import { Button, Checkbox, Form, Input, InputNumber } from "antd";
import { useState } from "react";
import { issueSignCode } from "@/api/sign-codes";
import { signCodeWords } from "@/i18n/console-sign-code-words";
import { useWords } from "@/i18n/dictionary";
import { useAct } from "@/shell/use-act";
import styles from "./sign-codes.module.css";

interface IssueFormProps {
  readonly template: string;
  readonly disabled: boolean;
  readonly onIssued: () => void;
}

interface Limits {
  readonly contracts: number;
  readonly days: number;
  readonly days_to_sign: number;
  readonly rotates?: number | null;
  readonly repeats: boolean;
  readonly phones?: string;
}

const USUAL: Limits = { contracts: 5, days: 7, days_to_sign: 7, repeats: false };

export function IssueForm({ template, disabled, onIssued }: IssueFormProps) {
  const t = useWords(signCodeWords);
  const act = useAct(onIssued);
  const [isIssuing, setIssuing] = useState(false);
  const issue = async ({ phones, rotates, ...limits }: Limits) => {
    const named = (phones ?? "").split(/[\s,，;；]+/).filter((phone) => phone !== "");
    setIssuing(true);
    await act(
      issueSignCode(template, {
        ...limits,
        ...(named.length > 0 ? { phones: named } : {}),
        ...(rotates ? { rotates } : {}),
      }),
    );
    setIssuing(false);
  };
  return (
    <Form<Limits>
      layout="vertical"
      initialValues={USUAL}
      disabled={disabled}
      onFinish={issue}
      requiredMark={false}
    >
      <div className={styles.limits}>
        <Form.Item name="contracts" label={t.contracts} rules={[{ required: true }]}>
          <InputNumber min={1} max={10_000} precision={0} />
        </Form.Item>
        <Form.Item name="days" label={t.days} rules={[{ required: true }]}>
          <InputNumber min={0} max={90} precision={0} />
        </Form.Item>
        <Form.Item name="days_to_sign" label={t.daysToSign} rules={[{ required: true }]}>
          <InputNumber min={1} max={30} precision={0} />
        </Form.Item>
        <Form.Item name="rotates" label={t.rotates}>
          <InputNumber min={1} max={60} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="repeats" valuePropName="checked">
        <Checkbox>{t.repeats}</Checkbox>
      </Form.Item>
      <Form.Item name="phones" label={t.phones}>
        <Input.TextArea rows={3} inputMode="tel" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isIssuing}>
        {t.create}
      </Button>
    </Form>
  );
}
