import { useId } from "react";
import styles from "./code-field.module.css";

interface CodeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly length: number;
  readonly invalid: boolean;
  readonly disabled: boolean;
  /** Shows dots, and is no one-time code. */
  readonly isSecret?: boolean;
  readonly onChange: (digits: string) => void;
}

/** One field for a one-time code, drawn as a cell per digit; pasting and the phone's own suggestion work. */
export function CodeField(props: CodeFieldProps) {
  const { label, value, length, invalid, disabled, isSecret = false, onChange } = props;
  const id = useId();
  const cells = Array.from({ length }, (_, index) => index);
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.frame}>
        <div className={styles.cells} aria-hidden="true">
          {cells.map((index) => (
            <span key={index} className={cellClass(index, value.length, invalid)}>
              {isSecret && value[index] !== undefined ? "●" : value[index]}
            </span>
          ))}
        </div>
        <input
          id={id}
          className={styles.input}
          value={value}
          disabled={disabled}
          aria-invalid={invalid}
          inputMode="numeric"
          autoComplete={isSecret ? "off" : "one-time-code"}
          pattern="[0-9]*"
          maxLength={length}
          onChange={(event) => onChange(event.target.value.replace(/\D/g, "").slice(0, length))}
        />
      </div>
    </div>
  );
}

function cellClass(index: number, filled: number, invalid: boolean): string {
  return [styles.cell, index === filled && styles.next, invalid && styles.invalid].filter(Boolean).join(" ");
}
