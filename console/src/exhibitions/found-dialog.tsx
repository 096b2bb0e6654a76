/** Founding an exhibition: what it is called, where and when, and the rules that everybody can read beforehand. */
import { App, Form, Modal, Select } from "antd";
import { useState } from "react";
import { foundExhibition } from "@/api/exhibitions";
import type { OrganisationRow } from "@/api/organisations";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { type DetailsAnswers, DetailsFields, detailsOf, NEW_DETAILS } from "./details-fields";

interface FoundDialogProps {
  readonly organisers: readonly OrganisationRow[];
  readonly onFounded: (id: string) => void;
  readonly onClose: () => void;
}

interface Answers extends DetailsAnswers {
  readonly organiser: string;
}

const COLOUR = [27, 63, 115] as const;

export function FoundDialog({ organisers, onFounded, onClose }: FoundDialogProps) {
  const t = useWords(exhibitionWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Answers>();
  const [isSending, setSending] = useState(false);
  const found = async ({ organiser, ...answers }: Answers) => {
    setSending(true);
    try {
      const others = { currency: "CNY", colour: COLOUR, languages: ["zh-CN", "en"] };
      const id = await foundExhibition(organiser, detailsOf(answers, others));
      onFounded(id);
    } catch (problem) {
      message.error(sentence(problem), 6);
      setSending(false);
    }
  };
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
        initialValues={{ ...NEW_DETAILS, organiser: organisers[0]?.id }}
        onFinish={found}
      >
        {organisers.length > 1 && (
          <Form.Item name="organiser" label={t.organiser}>
            <Select options={organisers.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        )}
        {organisers.length === 1 && <Form.Item name="organiser" hidden noStyle />}
        <DetailsFields isOpen={false} />
      </Form>
    </Modal>
  );
}
