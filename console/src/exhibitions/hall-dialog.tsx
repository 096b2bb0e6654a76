import { Form, Input } from "antd";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { FormDialog } from "./form-dialog";

interface HallDialogProps {
  readonly onSave: (name: string) => Promise<boolean>;
  readonly onClose: () => void;
}

export function HallDialog({ onSave, onClose }: HallDialogProps) {
  const t = useWords(exhibitionWords);
  return (
    <FormDialog<{ name: string }>
      title={t.addHall}
      initial={{}}
      onSave={({ name }) => onSave(name)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t.hallName}
        rules={[{ required: true, whitespace: true, message: t.required }]}
      >
        <Input autoFocus maxLength={80} />
      </Form.Item>
    </FormDialog>
  );
}
