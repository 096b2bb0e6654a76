/** One value on the phone: the right keyboard for its kind, its hint, and the sentence when it is not taken. */
import { useId } from "react";
import { useWords } from "@/i18n/dictionary";
import { routineWords } from "@/i18n/routine-words";
import type { FillControl } from "@/live/plan";
import { AddressInput } from "./address-input";
import { ChoiceInput } from "./choice-input";
import { KnownValue } from "./known-value";
import { PictureInput, type PictureShelf } from "./picture-input";
import { TableInput } from "./table-input";
import type { Known } from "./use-known-facts";
import styles from "./value-field.module.css";

export interface ValueInputProps {
  readonly id: string;
  readonly control: FillControl;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

interface ValueFieldProps extends Omit<ValueInputProps, "id"> {
  readonly problem: string | undefined;
  /** What the hub knows and puts in by itself. */
  readonly known?: Known | undefined;
  /** Where pictures are sent; without one there is no control for them. */
  readonly pictures?: PictureShelf | undefined;
  readonly onFocus: () => void;
}

/** The element that takes the focus for a control. */
export function inputId(no: number): string {
  return `value-${no}`;
}

export function ValueField({ control, value, problem, known, pictures, onChange, onFocus }: ValueFieldProps) {
  const t = useWords(routineWords);
  const note = useId();
  const id = inputId(control.no);
  return (
    <fieldset
      className={problem === undefined ? styles.field : `${styles.field} ${styles.wrong}`}
      aria-describedby={note}
      onFocus={onFocus}
    >
      <legend className={styles.name}>
        {control.name}
        {control.required ? (
          <span className={styles.required} aria-hidden="true">
            *
          </span>
        ) : (
          <span className={styles.optional}>{t.optional}</span>
        )}
      </legend>
      {known ? (
        <KnownValue id={id} known={known} />
      ) : (
        <ValueInput id={id} control={control} value={value} pictures={pictures} onChange={onChange} />
      )}
      <p id={note} className={problem === undefined ? styles.hint : styles.problem} aria-live="polite">
        {problem ?? control.hint}
      </p>
    </fieldset>
  );
}

interface AnyInputProps extends ValueInputProps {
  readonly pictures?: PictureShelf | undefined;
}

/** The input for a control's kind, by itself. */
export function ValueInput({ pictures, ...props }: AnyInputProps) {
  const { id, control, value, onChange } = props;
  const { kind } = control;
  const common = {
    id,
    className: styles.input,
    value,
    "aria-label": control.name,
    "aria-required": control.required,
  };
  const change = (event: { readonly target: { readonly value: string } }) => onChange(event.target.value);
  switch (kind.kind) {
    case "paragraph":
      return <textarea {...common} rows={4} maxLength={kind.max} onChange={change} />;
    case "address":
      return <AddressInput {...props} />;
    case "line":
      return <input {...common} maxLength={kind.max} onChange={change} />;
    case "number":
    case "amount":
      return <input {...common} inputMode="decimal" autoComplete="off" onChange={change} />;
    case "date":
      return <input {...common} type="date" onChange={change} />;
    case "email":
      return <input {...common} type="email" autoComplete="email" autoCapitalize="none" onChange={change} />;
    case "phone":
      return <input {...common} type="tel" autoComplete="tel" onChange={change} />;
    case "account":
      return <input {...common} inputMode="numeric" autoComplete="off" onChange={change} />;
    case "choice":
    case "choices":
    case "tick":
      return <ChoiceInput {...props} />;
    case "picture":
      return pictures ? <PictureInput {...props} shelf={pictures} /> : null;
    case "table":
      return <TableInput {...props} columns={kind.columns} most={kind.max_rows} />;
    default:
      return <input {...common} autoComplete="off" autoCapitalize="characters" onChange={change} />;
  }
}
