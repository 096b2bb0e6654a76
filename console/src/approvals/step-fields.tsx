/** Who is asked in a step, and how many of them must pass it. */
import { Select } from "antd";
import { CONSENTS, type Colleagues, type Consent, type FlowStep } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./approvals.module.css";
import { askedOf, keyOf } from "./asked-choice";

interface StepFieldsProps {
  readonly step: FlowStep;
  /** Which step it is, for whoever hears the page. */
  readonly name: string;
  readonly colleagues: Colleagues;
  readonly onChange: (step: FlowStep) => void;
}

export function StepFields({ step, name, colleagues, onChange }: StepFieldsProps) {
  const t = useWords(approvalWords);
  const { people, roles, departments } = colleagues;
  const option = (kind: string) => (each: { no: number; name: string }) => ({
    value: `${kind}/${each.no}`,
    label:
      kind === "role" ? t.roleOf(each.name) : kind === "department_head" ? t.headOf(each.name) : each.name,
  });
  const options = [
    {
      label: t.superiors,
      options: [
        { value: "superior", label: t.asked_superior },
        { value: "requesters_head", label: t.asked_requesters_head },
        { value: "super_administrator", label: t.asked_super_administrator },
      ],
    },
    { label: t.asked_member, options: people.map(option("member")) },
    { label: t.asked_role, options: roles.map(option("role")) },
    { label: t.asked_department_head, options: departments.map(option("department_head")) },
  ].filter((group) => group.options.length > 0);
  return (
    <div className={styles.pair}>
      <Select<string[]>
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        aria-label={`${name} ${t.asked}`}
        placeholder={t.askedPlaceholder}
        value={step.asked.map(keyOf)}
        options={options}
        onChange={(keys) => onChange({ ...step, asked: keys.map(askedOf) })}
      />
      <Select<Consent>
        aria-label={`${name} ${t.consent}`}
        value={step.consent}
        options={CONSENTS.map((consent) => ({ value: consent, label: t[`consent_${consent}`] }))}
        onChange={(consent) => onChange({ ...step, consent })}
      />
    </div>
  );
}
