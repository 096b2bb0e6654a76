import { Form, InputNumber } from "antd";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { FormDialog } from "./form-dialog";

interface QuotaDialogProps {
  readonly quota: number;
  readonly onSave: (quota: number) => Promise<boolean>;
  readonly onClose: () => void;
}

const MOST = 100_000;

export function QuotaDialog({ quota, onSave, onClose }: QuotaDialogProps) {
  const t = useWords(exhibitionWords);
  const initial = quota > 0 ? { quota } : {};
  return (
    <FormDialog<{ quota: number }>
      title={t.stepQuota}
      initial={initial}
      onSave={(answers) => onSave(answers.quota)}
      onClose={onClose}
    >
      <Form.Item name="quota" label={t.quota} rules={[{ required: true, message: t.required }]}>
        <InputNumber autoFocus min={1} max={MOST} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
