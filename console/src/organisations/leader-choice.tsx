/** Chooses who leads a department or a person; nobody is a choice too. */
import { Select } from "antd";
import type { Member } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";

interface LeaderChoiceProps {
  readonly id: string;
  readonly members: readonly Member[];
  readonly value: number | null;
  readonly onChange: (no: number | null) => void;
}

export function LeaderChoice({ id, members, value, onChange }: LeaderChoiceProps) {
  const t = useWords(organisationWords);
  return (
    <Select<number>
      id={id}
      style={{ width: "100%" }}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t.noHead}
      value={value}
      options={members.map(({ no, name }) => ({ value: no, label: name }))}
      onChange={(no) => onChange(no ?? null)}
    />
  );
}
