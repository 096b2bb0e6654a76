/** Founding an exhibition: what it is called, where and when, and the rules that everybody can read beforehand. */
import { App, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { ALLOCATION_RULES, type AllocationRule, foundExhibition } from "@/api/exhibitions";
import type { OrganisationRow } from "@/api/organisations";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import styles from "./exhibitions.module.css";

interface FoundDialogProps {
  readonly organisers: readonly OrganisationRow[];
  readonly onFounded: (id: string) => void;
  readonly onClose: () => void;
}

interface Answers {
  readonly organiser: string;
  readonly name: string;
  readonly place: string;
  readonly first: string;
  readonly last: string;
  readonly hours: number;
  readonly allocation: AllocationRule;
}

/** What Chinese organisers write into their procedures, in hours; the longest hold has 60 days. */
const HOLD_HOURS = 72;
const LONGEST_HOURS = 60 * 24;
const COLOUR = [27, 63, 115] as const;

export function FoundDialog({ organisers, onFounded, onClose }: FoundDialogProps) {
  const t = useWords(exhibitionWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Answers>();
  const [isSending, setSending] = useState(false);
  const found = async ({ organiser, name, place, first, last, hours, allocation }: Answers) => {
    setSending(true);
    try {
      const id = await foundExhibition(organiser, {
        name,
        place,
        days: [first, last],
        currency: "CNY",
        colour: COLOUR,
        languages: ["zh-CN", "en"],
        hold_term: { hours },
        allocation,
      });
      onFounded(id);
    } catch (problem) {
      message.error(sentence(problem), 6);
      setSending(false);
    }
  };
  const required = { required: true, whitespace: true, message: t.required };
  return (
    <Modal
      open
      title={t.found}
      okText={t.found}
      cancelText={t.cancel}
      confirmLoading={isSending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Answers>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          organiser: organisers[0]?.id,
          hours: HOLD_HOURS,
          allocation: ALLOCATION_RULES[0],
        }}
        onFinish={found}
      >
        {organisers.length > 1 && (
          <Form.Item name="organiser" label={t.organiser}>
            <Select options={organisers.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        )}
        {organisers.length === 1 && <Form.Item name="organiser" hidden noStyle />}
        <Form.Item name="name" label={t.name} rules={[required]}>
          <Input autoFocus maxLength={80} />
        </Form.Item>
        <Form.Item name="place" label={t.place} rules={[required]}>
          <Input maxLength={80} />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="first" label={t.firstDay} rules={[required]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="last"
            label={t.lastDay}
            dependencies={["first"]}
            rules={[
              required,
              ({ getFieldValue }) => ({
                validator: (_, last?: string) =>
                  last && last < getFieldValue("first")
                    ? Promise.reject(new Error(t.dayOrder))
                    : Promise.resolve(),
              }),
            ]}
          >
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="hours" label={t.holdHours} rules={[{ required: true, message: t.required }]}>
          <InputNumber min={1} max={LONGEST_HOURS} precision={0} />
        </Form.Item>
        <Form.Item name="allocation" label={t.allocation} extra={t.allocationHint}>
          <Select options={ALLOCATION_RULES.map((rule) => ({ value: rule, label: t.ruleOf(rule) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
