/** The identity document of somebody: its kind, and the number once a kind is chosen. */
import { Input, Select } from "antd";
import styles from "./paper-fields.module.css";

export interface PaperFieldsProps<Kind extends string> {
  readonly kinds: readonly { readonly value: Kind; readonly label: string }[];
  readonly value: { readonly kind: Kind; readonly number: string } | undefined;
  readonly labels: { readonly kind: string; readonly number: string; readonly none: string };
  readonly onChange: (value: { readonly kind: Kind; readonly number: string } | undefined) => void;
}

export function PaperFields<Kind extends string>(props: PaperFieldsProps<Kind>) {
  const { kinds, value, labels, onChange } = props;
  return (
    <div className={styles.paper}>
      <Select<Kind | "">
        aria-label={labels.kind}
        value={value?.kind ?? ""}
        options={[{ value: "" as const, label: labels.none }, ...kinds]}
        onChange={(kind) => onChange(kind === "" ? undefined : { kind, number: value?.number ?? "" })}
      />
      {value && (
        <Input
          aria-label={labels.number}
          placeholder={labels.number}
          maxLength={24}
          autoComplete="off"
          value={value.number}
          onChange={(event) => onChange({ ...value, number: event.target.value })}
        />
      )}
    </div>
  );
}
