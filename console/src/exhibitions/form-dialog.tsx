/** A dialog with one form: saved when all is filled in, closed when the hub has taken it. */
import { Form, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";

interface FormDialogProps<T> {
  readonly title: string;
  readonly okText?: string;
  readonly initial: Partial<T>;
  /** Whether the hub took it. */
  readonly onSave: (answers: T) => Promise<boolean>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function FormDialog<T extends object>(props: FormDialogProps<T>) {
  const t = useWords(exhibitionWords);
  const [form] = Form.useForm<T>();
  const [isSending, setSending] = useState(false);
  const save = async (answers: T) => {
    setSending(true);
    const isTaken = await props.onSave(answers);
    setSending(false);
    if (isTaken) props.onClose();
  };
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText ?? t.save}
      cancelText={t.cancel}
      confirmLoading={isSending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <Form<T>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={props.initial}
        onFinish={save}
      >
        {props.children}
      </Form>
    </Modal>
  );
}
