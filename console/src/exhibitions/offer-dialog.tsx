/** A template that exhibitors sign here. */
import { Alert, Checkbox, Form, Input, InputNumber, Segmented, Select } from "antd";
import { DEPOSIT_KINDS, type DepositKind, type ExhibitionDesk } from "@/api/exhibitions";
import { templates } from "@/api/templates";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { moneyWords } from "@/i18n/money-words";
import { useLoaded } from "@/shell/use-loaded";
import { exceedsEarnestLimit } from "./earnest-limit";
import styles from "./exhibitions.module.css";
import { FormDialog } from "./form-dialog";

type Offer = Parameters<ExhibitionDesk["offer"]>[0];
interface Answers extends Omit<Offer, "deposit"> {
  readonly due: DepositKind | "none";
  /** In percent of the price. */
  readonly share?: number;
}

/** Shares are in 1/100 %. */
const PERCENT = 100;

interface OfferDialogProps {
  readonly onSave: (offer: Offer) => Promise<boolean>;
  readonly onClose: () => void;
}

export function OfferDialog({ onSave, onClose }: OfferDialogProps) {
  const t = useWords(exhibitionWords);
  const money = useWords(moneyWords);
  const [loaded] = useLoaded(templates);
  const rows = loaded.state === "ready" ? loaded.value.filter(({ enabled }) => enabled) : [];
  const required = { required: true, message: t.required };
  return (
    <FormDialog<Answers>
      title={t.stepOffer}
      initial={{ with_booth: true, due: "none" }}
      onSave={({ due, share = 0, ...offer }) =>
        onSave(
          due === "none" ? offer : { ...offer, deposit: { kind: due, share: Math.round(share * PERCENT) } },
        )
      }
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
      <Form.Item name="due" label={money.term}>
        <Segmented
          block
          options={[
            { value: "none", label: money.none },
            ...DEPOSIT_KINDS.map((kind) => ({ value: kind, label: money.kindOf(kind) })),
          ]}
        />
      </Form.Item>
      <Form.Item<Answers> noStyle dependencies={["due", "share"]}>
        {({ getFieldValue }) => <Term due={getFieldValue("due")} share={getFieldValue("share")} />}
      </Form.Item>
    </FormDialog>
  );
}

/** How much, and what the word means. */
function Term({ due, share = 0 }: Pick<Answers, "due" | "share">) {
  const t = useWords(moneyWords);
  if (due === "none") return null;
  return (
    <>
      <p className={styles.soft}>{t.kindHint(due)}</p>
      <Form.Item name="share" label={t.share} rules={[{ required: true, message: t.required }]}>
        <InputNumber min={0.01} max={100} precision={2} />
      </Form.Item>
      {exceedsEarnestLimit(due, share, 100) && <Alert type="warning" showIcon title={t.overLimit} />}
    </>
  );
}
