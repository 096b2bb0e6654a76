/** Departments and roles of one person or of many. */
import { Form, Select } from "antd";
import type { Organisation, Placement } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";

interface PlacementFieldsProps {
  readonly organisation: Organisation;
  readonly value: Placement;
  readonly onChange: (placement: Placement) => void;
}

export function PlacementFields({ organisation, value, onChange }: PlacementFieldsProps) {
  const t = useWords(organisationWords);
  const { departments = [], roles = [] } = organisation;
  const choices = (among: readonly { no: number; name: string }[]) =>
    among.map(({ no, name }) => ({ value: no, label: name }));
  return (
    <Form layout="vertical" component="div">
      <Form.Item htmlFor="member-departments" label={t.memberDepartments}>
        <Select
          id="member-departments"
          mode="multiple"
          value={[...value.departments]}
          options={choices(departments)}
          onChange={(numbers: number[]) => onChange({ ...value, departments: numbers })}
        />
      </Form.Item>
      <Form.Item htmlFor="member-roles" label={t.memberRoles}>
        <Select
          id="member-roles"
          mode="multiple"
          value={[...value.roles]}
          options={choices(roles)}
          onChange={(numbers: number[]) => onChange({ ...value, roles: numbers })}
        />
      </Form.Item>
    </Form>
  );
}
