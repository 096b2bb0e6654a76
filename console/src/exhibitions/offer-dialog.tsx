/** A template that exhibitors sign here. */
import { Alert, Checkbox, Form, Input, Select } from "antd";
import type { ExhibitionDesk } from "@/api/exhibitions";
import { templates } from "@/api/templates";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { useLoaded } from "@/shell/use-loaded";
import { FormDialog } from "./form-dialog";

type Offer = Parameters<ExhibitionDesk["offer"]>[0];
type Answers = Omit<Offer, "sealing">;

interface OfferDialogProps {
  readonly onSave: (offer: Offer) => Promise<boolean>;
  readonly onClose: () => void;
}

export function OfferDialog({ onSave, onClose }: OfferDialogProps) {
  const t = useWords(exhibitionWords);
  const [loaded] = useLoaded(templates);
  const rows = loaded.state === "ready" ? loaded.value.filter(({ enabled }) => enabled) : [];
  const required = { required: true, message: t.required };
  return (
    <FormDialog<Answers>
      title={t.stepOffer}
      initial={{ with_booth: true }}
      onSave={(answers) => onSave({ ...answers, sealing: { by: "review" } })}
      onClose={onClose}
    >
      {loaded.state === "ready" && rows.length === 0 && <Alert type="info" showIcon title={t.noTemplates} />}
      <Form.Item name="template" label={t.template} rules={[required]}>
        <Select
          loading={loaded.state === "loading"}
          options={rows.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="name" label={t.offerName} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="with_booth" valuePropName="checked">
        <Checkbox>{t.withBooth}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
