/** What will be signed, and what its visitor types. */
import { useState } from "react";
import type { Look } from "@/api/sign-codes";
import { BrandBar } from "@/components/brand-bar";
import { Button } from "@/components/button";
import { Screen } from "@/components/screen";
import { byCodeWords } from "@/i18n/by-code-words";
import { useWords } from "@/i18n/dictionary";
import { isFilled, type TypedValues } from "@/signing/routine/typed-values";
import { inputId, ValueField } from "@/signing/routine/value-field";
import styles from "./by-code.module.css";

/** `no`: the control that it is about; 0: none. */
export interface FormProblem {
  readonly no: number;
  readonly text: string;
}

interface ByCodeFormProps {
  readonly look: Look;
  readonly name: string;
  readonly phone: string;
  readonly typed: TypedValues;
  readonly problem: FormProblem | undefined;
  readonly onName: (name: string) => void;
  readonly onPhone: (phone: string) => void;
  readonly onType: (no: number, text: string) => void;
  readonly onNext: () => Promise<void>;
}

export function ByCodeForm(props: ByCodeFormProps) {
  const { look, name, phone, typed, onName, onPhone, onType, onNext } = props;
  const t = useWords(byCodeWords);
  const [gap, setGap] = useState<FormProblem>();
  const [isSending, setSending] = useState(false);
  const isOpen = look.state === "open";
  const problem = gap ?? props.problem;
  const lacking = (): (FormProblem & { readonly id: string }) | undefined => {
    if (isOpen && name.trim() === "") return { no: 0, id: "visitor-name", text: t.missingName };
    if (phone.trim() === "") return { no: 0, id: "visitor-phone", text: t.missingPhone };
    const empty = look.controls.find((control) => isOpen && control.required && !isFilled(control, typed));
    return empty && { no: empty.no, id: inputId(empty.no), text: t.missing(empty.name) };
  };
  const next = async () => {
    const found = lacking();
    setGap(found);
    if (found) return document.getElementById(found.id)?.focus();
    setSending(true);
    await onNext();
    setSending(false);
  };
  return (
    <Screen
      header={<BrandBar />}
      footer={
        <>
          {problem && (
            <p className={styles.problem} role="alert">
              {problem.text}
            </p>
          )}
          <Button wide disabled={isSending} onClick={next}>
            {isSending ? t.sending : t.next}
          </Button>
        </>
      }
    >
      <p className={styles.invites}>{t.invites(look.sender)}</p>
      <h1 className={styles.title}>{look.title}</h1>
      {look.state === "open" ? (
        <p className={styles.soft}>{t.pages(look.pages)}</p>
      ) : (
        <div className={styles.closed} role="status">
          <strong>{t.closed(look.state)}</strong>
          <p>{t.closedText}</p>
        </div>
      )}
      <h2 className={styles.subtitle}>{t.yours}</h2>
      {isOpen && (
        <label className={styles.field}>
          <span className={styles.label}>{t.name}</span>
          <input
            id="visitor-name"
            className={styles.input}
            value={name}
            maxLength={50}
            autoComplete="name"
            aria-label={t.name}
            onChange={({ target }) => {
              setGap(undefined);
              onName(target.value);
            }}
          />
          <span className={styles.soft}>{t.nameHint}</span>
        </label>
      )}
      <label className={styles.field}>
        <span className={styles.label}>{t.phone}</span>
        <input
          id="visitor-phone"
          className={styles.input}
          value={phone}
          type="tel"
          autoComplete="tel"
          aria-label={t.phone}
          onChange={({ target }) => {
            setGap(undefined);
            onPhone(target.value);
          }}
        />
        <span className={styles.soft}>{t.phoneHint}</span>
      </label>
      {isOpen && look.controls.length > 0 && (
        <>
          <h2 className={styles.subtitle}>{t.asked}</h2>
          {look.controls.map((control) => (
            <ValueField
              key={control.no}
              control={control}
              value={typed[control.no] ?? ""}
              problem={problem?.no === control.no ? problem.text : undefined}
              onFocus={() => undefined}
              onChange={(text) => {
                setGap(undefined);
                onType(control.no, text);
              }}
            />
          ))}
        </>
      )}
    </Screen>
  );
}
