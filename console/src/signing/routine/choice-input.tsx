/** 单选, 多选, 勾选: large buttons that say whether they are chosen. */
import { useWords } from "@/i18n/dictionary";
import { routineWords } from "@/i18n/routine-words";
import { chosen, listText } from "./typed-values";
import type { ValueInputProps } from "./value-field";
import styles from "./value-field.module.css";

export function ChoiceInput({ id, control, value, onChange }: ValueInputProps) {
  const t = useWords(routineWords);
  const { kind } = control;
  const isMany = kind.kind === "choices";
  const options = kind.kind === "choice" || isMany ? kind.options : ["yes"];
  const taken = isMany ? chosen(value) : [value];
  const turn = (option: string) => {
    if (isMany) {
      const next = options.filter((each) => (each === option) !== taken.includes(each));
      onChange(listText(next));
    } else {
      onChange(value === option && !control.required ? "" : option);
    }
  };
  return (
    <div className={styles.options}>
      {options.map((option, index) => (
        <label key={option} className={taken.includes(option) ? styles.taken : styles.option}>
          <input
            id={index === 0 ? id : undefined}
            type={isMany || kind.kind === "tick" ? "checkbox" : "radio"}
            name={id}
            className={styles.tick}
            checked={taken.includes(option)}
            onChange={() => (kind.kind === "tick" ? onChange(value === "yes" ? "" : "yes") : turn(option))}
          />
          {kind.kind === "tick" ? t.tickYes : option}
        </label>
      ))}
    </div>
  );
}
