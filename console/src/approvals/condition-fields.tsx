/** When a flow applies: amount, type, department, seal. What cannot matter for an act is not asked for. */
import { Form, InputNumber, Select } from "antd";
import type { Colleagues, Conditions, GuardedAct } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./approvals.module.css";
import { type Choosable, fenOf, yuanOf } from "./condition-words";

interface ConditionFieldsProps {
  readonly act: GuardedAct;
  readonly conditions: Conditions;
  readonly colleagues: Colleagues;
  readonly seals: readonly Choosable[];
  readonly onChange: (conditions: Conditions) => void;
}

export function ConditionFields({ act, conditions, colleagues, seals, onChange }: ConditionFieldsProps) {
  const t = useWords(approvalWords);
  // A condition that is cleared is not there at all.
  const set = (part: { [Name in keyof Conditions]: Conditions[Name] | undefined }) => {
    const kept = Object.entries({ ...conditions, ...part }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(kept));
  };
  const amount = (name: "at_least" | "below", label: string) => (
    <Form.Item label={label} htmlFor={`flow-${name}`}>
      <InputNumber
        id={`flow-${name}`}
        style={{ width: "100%" }}
        min={0}
        precision={2}
        value={yuanOf(conditions[name])}
        onChange={(yuan) => set({ [name]: fenOf(yuan) })}
      />
    </Form.Item>
  );
  return (
    <>
      <h2 className={styles.subtitle}>{t.conditions}</h2>
      <p className={styles.soft}>{t.conditionsHint}</p>
      {act === "start" && (
        <>
          <div className={styles.pair}>
            {amount("at_least", t.atLeast)}
            {amount("below", t.below)}
          </div>
          <p className={styles.soft}>{t.amountHint}</p>
          <Form.Item label={t.contractTypes}>
            <Select<string[]>
              mode="tags"
              aria-label={t.contractTypes}
              value={[...(conditions.contract_types ?? [])]}
              onChange={(types) => set({ contract_types: types })}
            />
          </Form.Item>
        </>
      )}
      {act === "seal_use" && (
        <Form.Item label={t.seals}>
          <Select<string[]>
            mode="multiple"
            aria-label={t.seals}
            value={[...(conditions.seals ?? [])]}
            options={seals.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(chosen) => set({ seals: chosen })}
          />
        </Form.Item>
      )}
      {colleagues.departments.length > 0 && (
        <Form.Item label={t.departments}>
          <Select<number[]>
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t.departments}
            value={[...(conditions.departments ?? [])]}
            options={colleagues.departments.map(({ no, name }) => ({ value: no, label: name }))}
            onChange={(chosen) => set({ departments: chosen })}
          />
        </Form.Item>
      )}
    </>
  );
}
