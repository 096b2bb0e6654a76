import { Form, Input } from "antd";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { FormDialog } from "./form-dialog";

interface RefuseDialogProps {
  readonly company: string;
  readonly onSave: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
}

export function RefuseDialog({ company, onSave, onClose }: RefuseDialogProps) {
  const t = useWords(exhibitionWords);
  return (
    <FormDialog<{ reason: string }>
      title={`${t.refuse} · ${company}`}
      okText={t.refuse}
      initial={{}}
      onSave={({ reason }) => onSave(reason)}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={t.refuseReason}
        rules={[{ required: true, whitespace: true, message: t.required }]}
      >
        <Input.TextArea autoFocus maxLength={200} rows={3} />
      </Form.Item>
    </FormDialog>
  );
}
