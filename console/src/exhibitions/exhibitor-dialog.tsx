/** One company: entered by staff, or by itself. */
import { Form, Input } from "antd";
import type { Application } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { FormDialog } from "./form-dialog";

interface ExhibitorDialogProps {
  readonly title: string;
  readonly onSave: (application: Application) => Promise<boolean>;
  readonly onClose: () => void;
}

export function ExhibitorDialog({ title, onSave, onClose }: ExhibitorDialogProps) {
  const t = useWords(exhibitionWords);
  const rules = [{ required: true, whitespace: true, message: t.required }];
  return (
    <FormDialog<Application> title={title} initial={{}} onSave={onSave} onClose={onClose}>
      <Form.Item name="company" label={t.company} rules={rules}>
        <Input autoFocus maxLength={80} />
      </Form.Item>
      <Form.Item name="contact" label={t.contact} rules={rules}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="phone" label={t.phone} rules={rules}>
        <Input inputMode="tel" maxLength={20} />
      </Form.Item>
      <Form.Item name="credit_code" label={t.creditCode}>
        <Input maxLength={18} />
      </Form.Item>
    </FormDialog>
  );
}
