/** What the sender writes into the document before it is sent. */
import { Input, Select } from "antd";
import type { DraftBody } from "@/api/drafts";
import { type FillControl, isDerived } from "@/live/plan";

type Values = NonNullable<DraftBody["values"]>;

interface SenderValuesProps {
  readonly controls: readonly FillControl[];
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}

export function SenderValues({ controls, values, onChange }: SenderValuesProps) {
  const own = controls.filter(({ party, kind }) => party === undefined && !isDerived(kind));
  const write = (no: number, text: string) =>
    onChange([...values.filter((value) => value.no !== no), { no, text }]);
  return own.map(({ no, name, hint, required, kind }) => {
    const text = values.find((value) => value.no === no)?.text ?? "";
    const id = `value-${no}`;
    return (
      <p key={no}>
        <label htmlFor={id}>
          {name}
          {required ? " *" : ""}
        </label>
        {kind.kind === "choice" ? (
          <Select
            id={id}
            style={{ width: "100%" }}
            value={text || undefined}
            options={kind.options.map((option) => ({ value: option, label: option }))}
            onChange={(chosen: string) => write(no, chosen)}
          />
        ) : (
          <Input
            id={id}
            type={kind.kind === "date" ? "date" : "text"}
            placeholder={hint}
            value={text}
            onChange={(event) => write(no, event.target.value)}
          />
        )}
      </p>
    );
  });
}
