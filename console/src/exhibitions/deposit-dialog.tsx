/** A payment as the cashier takes it: what it is, how much, the slip with its photograph, and whom to invoice. */
import { Alert, Form, Input, InputNumber, Segmented } from "antd";
import { DEPOSIT_KINDS, type Deposit, type DepositTerm, type ExhibitionDesk } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { moneyWords } from "@/i18n/money-words";
import { exceedsEarnestLimit } from "./earnest-limit";
import { FormDialog } from "./form-dialog";
import { fromHundredths, toHundredths } from "./hundredths";
import { PictureField } from "./picture-field";

interface DepositDialogProps {
  readonly company: string;
  /** Of the booth, in 1/100; 0 where there is none. */
  readonly price: number;
  readonly term?: DepositTerm | undefined;
  readonly desk: ExhibitionDesk;
  readonly onSave: (deposit: Deposit) => Promise<boolean>;
  readonly onClose: () => void;
}

/** The amount as it is typed, in whole units. */
type Answers = Deposit;

/** Shares are in 1/100 %. */
const WHOLE = 10_000;

export function DepositDialog({ company, price, term, desk, onSave, onClose }: DepositDialogProps) {
  const t = useWords(moneyWords);
  const required = { required: true, message: t.required };
  const due = term ? (price * term.share) / WHOLE / 100 : undefined;
  return (
    <FormDialog<Answers>
      title={t.recordFor(company)}
      okText={t.record}
      initial={{ kind: term?.kind ?? "earnest", ...(due ? { amount: due } : {}) }}
      onSave={({ amount, ...others }) => onSave({ ...others, amount: toHundredths(amount) })}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t.kind}>
        <Segmented options={DEPOSIT_KINDS.map((kind) => ({ value: kind, label: t.kindOf(kind) }))} />
      </Form.Item>
      <Form.Item name="amount" label={t.amount} rules={[required]}>
        <InputNumber<number>
          min={0.01}
          precision={2}
          style={{ width: "100%" }}
          placeholder={fromHundredths(price)}
        />
      </Form.Item>
      <Form.Item<Answers> noStyle shouldUpdate>
        {({ getFieldsValue }) => {
          const { kind, amount = 0 } = getFieldsValue();
          const isOver = exceedsEarnestLimit(kind, toHundredths(amount), price);
          return isOver && <Alert type="warning" showIcon title={t.overLimit} />;
        }}
      </Form.Item>
      <Form.Item name="slip" label={t.slip} extra={t.slipHint} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="picture" label={t.picture}>
        <PictureField desk={desk} />
      </Form.Item>
      <Form.Item name="invoice_to" label={t.invoiceTo}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="tax_number"
        label={t.taxNumber}
        rules={[{ pattern: /^[0-9A-Za-z]{15,20}$/, message: t.taxHint }]}
      >
        <Input maxLength={20} />
      </Form.Item>
    </FormDialog>
  );
}
