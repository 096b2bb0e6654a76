/** The fields of what an exhibition is, for founding one and for changing it. */
import { Checkbox, Form, Input, InputNumber, Select } from "antd";
import { ALLOCATION_RULES, type AllocationRule, type Details } from "@/api/exhibitions";
import { dashboardWords } from "@/i18n/dashboard-words";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import styles from "./exhibitions.module.css";

export interface DetailsAnswers {
  readonly name: string;
  readonly place: string;
  readonly first: string;
  readonly last: string;
  readonly hold: number;
  readonly unit: "hours" | "working_days";
  readonly allocation: AllocationRule;
  readonly showAmounts: boolean;
}

/** What Chinese organisers write into their procedures, in hours; the longest hold has 60 days. */
const HOLD_HOURS = 72;
const LONGEST_HOURS = 60 * 24;

export const NEW_DETAILS: Partial<DetailsAnswers> = {
  hold: HOLD_HOURS,
  unit: "hours",
  allocation: ALLOCATION_RULES[0],
  showAmounts: false,
};

export function answersOf(details: Details): DetailsAnswers {
  const { name, place, days, hold_term: term, allocation } = details;
  const hold = "hours" in term ? term.hours : term.working_days;
  const unit = "hours" in term ? "hours" : "working_days";
  return {
    name,
    place,
    first: days[0],
    last: days[1],
    hold,
    unit,
    allocation,
    showAmounts: details.show_amounts === true,
  };
}

/** What the form does not ask for stays as it is in `others`. */
export function detailsOf(
  answers: DetailsAnswers,
  others: Pick<Details, "currency" | "colour" | "languages">,
): Details {
  const { name, place, first, last, hold, unit, allocation, showAmounts } = answers;
  const term = unit === "hours" ? { hours: hold } : { working_days: hold };
  return {
    ...others,
    name,
    place,
    days: [first, last],
    hold_term: term,
    allocation,
    show_amounts: showAmounts,
  };
}

/** @param isOpen the rule of allocation is fixed */
export function DetailsFields({ isOpen }: { readonly isOpen: boolean }) {
  const t = useWords(exhibitionWords);
  const words = useWords(dashboardWords);
  const required = { required: true, whitespace: true, message: t.required };
  return (
    <>
      <Form.Item name="name" label={t.name} rules={[required]}>
        <Input autoFocus maxLength={80} />
      </Form.Item>
      <Form.Item name="place" label={t.place} rules={[required]}>
        <Input maxLength={80} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="first" label={t.firstDay} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item
          name="last"
          label={t.lastDay}
          dependencies={["first"]}
          rules={[
            required,
            ({ getFieldValue }) => ({
              validator: (_, last?: string) =>
                last && last < getFieldValue("first")
                  ? Promise.reject(new Error(t.dayOrder))
                  : Promise.resolve(),
            }),
          ]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item name="hold" label={t.holdTerm} rules={[{ required: true, message: t.required }]}>
          <InputNumber min={1} max={LONGEST_HOURS} precision={0} />
        </Form.Item>
        <Form.Item name="unit" label={words.holdUnit}>
          <Select
            options={(["hours", "working_days"] as const).map((unit) => ({
              value: unit,
              label: words.holdUnitOf(unit),
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="allocation" label={t.allocation} extra={t.allocationHint}>
        <Select
          disabled={isOpen}
          options={ALLOCATION_RULES.map((rule) => ({ value: rule, label: t.ruleOf(rule) }))}
        />
      </Form.Item>
      <Form.Item name="showAmounts" valuePropName="checked" extra={words.showAmountsHint}>
        <Checkbox>{words.showAmounts}</Checkbox>
      </Form.Item>
    </>
  );
}
