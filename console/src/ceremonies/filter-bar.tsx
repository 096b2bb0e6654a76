/** What the list is narrowed by: words, state, type, folder, and further: days, party, number. */
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { flowStates } from "@/api/contract-states.generated";
import type { Cabinet } from "@/api/filing";
import { contractListWords } from "@/i18n/contract-list-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import styles from "./ceremony-list.module.css";
import { type Filter, type Filters, hasFurther } from "./contract-query";

interface FilterBarProps {
  readonly filters: Filters;
  readonly cabinet: Cabinet;
  readonly onChange: (filters: Filters) => void;
}

export function FilterBar({ filters, cabinet, onChange }: FilterBarProps) {
  const l = useWords(contractListWords);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(hasFurther(filters));
  const set = (name: Filter, value: string | undefined) => {
    const { [name]: _, ...rest } = filters;
    onChange(value ? { ...rest, [name]: value } : rest);
  };
  const named = (none: string, all: readonly { readonly no: number; readonly name: string }[]) => [
    ...all.map(({ no, name }) => ({ value: String(no), label: name })),
    { value: "0", label: none },
  ];
  const choice = (
    name: Filter,
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      value={filters[name] ?? null}
      onChange={(value: string | null | undefined) => set(name, value ?? undefined)}
      options={[...options]}
      popupMatchSelectWidth={false}
    />
  );
  const states = Object.entries(flowStates).filter(([word]) => word !== "in_approval");
  return (
    <search className={styles.filters} aria-label={l.filters}>
      <Words label={l.search} value={filters.search} onSearch={(value) => set("search", value)} />
      {choice(
        "state",
        l.state,
        states.map(([value, words]) => ({ value, label: words[language] })),
      )}
      {choice("type", l.type, named(l.noType, cabinet.types))}
      {choice("folder", l.folder, named(l.noFolder, cabinet.folders))}
      <Button type="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? l.fewer : l.further}
      </Button>
      {Object.keys(filters).length > 0 && (
        <Button type="link" onClick={() => onChange({})}>
          {l.clear}
        </Button>
      )}
      {isOpen && (
        <div className={styles.further}>
          <Words label={l.party} value={filters.party} onSearch={(value) => set("party", value)} />
          <Words label={l.number} value={filters.number} onSearch={(value) => set("number", value)} />
          {(["opened", "deadline", "signed"] as const).map((what) => (
            <fieldset key={what} className={styles.days}>
              <legend>{l[what]}</legend>
              {(["from", "to"] as const).map((end) => (
                <Input
                  key={end}
                  type="date"
                  aria-label={`${l[what]} ${l[end]}`}
                  value={filters[`${what}_${end}`] ?? ""}
                  onChange={({ target }) => set(`${what}_${end}`, target.value)}
                />
              ))}
            </fieldset>
          ))}
        </div>
      )}
    </search>
  );
}

interface WordsProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onSearch: (value: string) => void;
}

/** Asked for with Enter or the button: each question goes to the hub. */
function Words({ label, value, onSearch }: WordsProps) {
  return (
    <Input.Search
      key={value ?? ""}
      allowClear
      aria-label={label}
      placeholder={label}
      maxLength={60}
      defaultValue={value ?? ""}
      onSearch={(text) => onSearch(text.trim())}
    />
  );
}
