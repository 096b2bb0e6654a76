/** Many booths at once: a prefix, a first number and how many; all alike. */
import { Form, Input, InputNumber, Select } from "antd";
import type { BoothKind, BoothPlan, Hall } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { labelsOf } from "./booth-labels";
import styles from "./exhibitions.module.css";
import { FormDialog } from "./form-dialog";
import { toHundredths } from "./hundredths";

interface NewBoothsDialogProps {
  readonly halls: readonly Hall[];
  readonly onSave: (plans: readonly BoothPlan[]) => Promise<boolean>;
  readonly onClose: () => void;
}

interface Answers {
  readonly hall: number;
  readonly prefix: string;
  readonly from: number;
  readonly count: number;
  readonly kind: BoothKind;
  /** m² */
  readonly area: number;
  /** In whole units of the currency. */
  readonly price: number;
}

const MOST = 500;

export function NewBoothsDialog({ halls, onSave, onClose }: NewBoothsDialogProps) {
  const t = useWords(exhibitionWords);
  const required = { required: true, message: t.required };
  const save = ({ prefix, from, count, area, price, ...same }: Answers) =>
    onSave(
      labelsOf(prefix, from, count).map((label) => ({
        ...same,
        label,
        area: toHundredths(area),
        price: toHundredths(price),
        outline: [],
      })),
    );
  const number = (name: keyof Answers, label: string, min: number, max?: number) => (
    <Form.Item name={name} label={label} rules={[required]}>
      <InputNumber min={min} {...(max === undefined ? {} : { max, precision: 0 })} />
    </Form.Item>
  );
  const [first] = halls;
  return (
    <FormDialog<Answers>
      title={t.addBooths}
      okText={t.addBooths}
      initial={{
        ...(first ? { hall: first.no } : {}),
        prefix: "A-",
        from: 1,
        count: 20,
        kind: "shell",
        area: 9,
        price: 12_800,
      }}
      onSave={save}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item name="hall" label={t.hall} rules={[required]}>
          <Select options={halls.map(({ no, name }) => ({ value: no, label: name }))} />
        </Form.Item>
        <Form.Item name="prefix" label={t.prefix} rules={[required]}>
          <Input maxLength={8} />
        </Form.Item>
        {number("from", t.from, 1, 9999)}
        {number("count", t.count, 1, MOST)}
        <Form.Item name="kind" label={t.kind}>
          <Select
            options={(["shell", "raw"] as const).map((kind) => ({ value: kind, label: t.kindOf(kind) }))}
          />
        </Form.Item>
        {number("area", t.area, 0.01)}
        {number("price", t.price, 0)}
      </div>
      <Form.Item<Answers> noStyle shouldUpdate>
        {({ getFieldsValue }) => {
          const { prefix, from, count } = getFieldsValue();
          const labels = labelsOf(prefix ?? "", from ?? 1, count ?? 0);
          const [start, end] = [labels[0], labels[labels.length - 1]];
          return start && end ? <p className={styles.soft}>{t.willAdd(start, end)}</p> : null;
        }}
      </Form.Item>
    </FormDialog>
  );
}
