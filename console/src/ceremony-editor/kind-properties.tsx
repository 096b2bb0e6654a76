/** What only one kind of value has: how long, how many decimals, which options or columns. */
import { Input, InputNumber } from "antd";
import { useState } from "react";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import type { ValueKind } from "@/live/plan";
import styles from "./editor.module.css";

interface KindPropertiesProps {
  readonly kind: ValueKind;
  readonly onChange: (kind: ValueKind) => void;
}

export function KindProperties({ kind, onChange }: KindPropertiesProps) {
  const t = useWords(contractEditorWords);
  switch (kind.kind) {
    case "line":
    case "paragraph":
      return (
        <Count name={t.max} value={kind.max} most={2_000} onChange={(max) => onChange({ ...kind, max })} />
      );
    case "number":
      return (
        <Count
          name={t.decimals}
          value={kind.decimals}
          least={0}
          most={8}
          onChange={(decimals) => onChange({ ...kind, decimals })}
        />
      );
    case "choice":
    case "choices":
      return (
        <Lines name={t.options} value={kind.options} onChange={(options) => onChange({ ...kind, options })} />
      );
    case "table":
      return (
        <>
          <Lines
            name={t.columns}
            value={kind.columns}
            onChange={(columns) => onChange({ ...kind, columns })}
          />
          <Count
            name={t.maxRows}
            value={kind.max_rows}
            most={200}
            onChange={(max_rows) => onChange({ ...kind, max_rows })}
          />
        </>
      );
    default:
      return null;
  }
}

interface CountProps {
  readonly name: string;
  readonly value: number;
  readonly least?: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function Count({ name, value, least = 1, most, onChange }: CountProps) {
  return (
    <div className={styles.property}>
      <span className={styles.fieldName}>{name}</span>
      <InputNumber
        aria-label={name}
        min={least}
        max={most}
        precision={0}
        value={value}
        onChange={(next) => next !== null && onChange(next)}
      />
    </div>
  );
}

interface LinesProps {
  readonly name: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** One entry per line; what is typed stays as it is typed, empty lines are not entries. */
function Lines({ name, value, onChange }: LinesProps) {
  const [text, setText] = useState(value.join("\n"));
  return (
    <div className={styles.property}>
      <span className={styles.fieldName}>{name}</span>
      <Input.TextArea
        aria-label={name}
        autoSize
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const entries = event.target.value.split("\n").map((line) => line.trim());
          onChange([...new Set(entries.filter((entry) => entry !== ""))]);
        }}
      />
    </div>
  );
}
