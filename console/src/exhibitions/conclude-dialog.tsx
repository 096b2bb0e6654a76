/** A contract for a booth, or for none: what must be said before it exists, then the way to the own signature. */
import { Alert, Button, Modal, Select, Spin } from "antd";
import { useCallback, useId, useState } from "react";
import type { ConcludedContract, ContractForm, Exhibition, ExhibitionDesk, Offer } from "@/api/exhibitions";
import { Problem, sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { exhibitionContractWords } from "@/i18n/exhibition-contract-words";
import { uuidV7 } from "@/live/uuid";
import { useLoaded } from "@/shell/use-loaded";
import { OpenAlone } from "@/sign-many/open-alone";
import { isFilled, type TypedValues, valuesToSend } from "@/signing/routine/typed-values";
import { inputId, ValueField } from "@/signing/routine/value-field";
import { ContractLink } from "./contract-link";
import styles from "./exhibitions.module.css";

interface ConcludeDialogProps {
  readonly exhibition: Exhibition;
  readonly desk: ExhibitionDesk;
  readonly exhibitor: number;
  readonly booth?: number;
  readonly onClose: () => void;
}

/** Offers for a booth, or those that give none. */
export function offersFor(offers: readonly Offer[], withBooth: boolean): readonly Offer[] {
  return offers.filter(({ on, with_booth }) => on && with_booth === withBooth);
}

export function ConcludeDialog(props: ConcludeDialogProps) {
  const { exhibition, desk, exhibitor, booth, onClose } = props;
  const t = useWords(exhibitionContractWords);
  const offers = offersFor(exhibition.offers, booth !== undefined);
  const [offer, setOffer] = useState(offers[0]?.no);
  const [concluded, setConcluded] = useState<ConcludedContract>();
  const company = exhibition.exhibitors.find(({ no }) => no === exhibitor)?.company ?? "";
  const label = exhibition.booths.find(({ no }) => no === booth)?.plan.label;
  return (
    <Modal open footer={null} mask={{ closable: false }} title={t.title} onCancel={onClose}>
      <p className={styles.soft}>{label === undefined ? company : `${company} · ${label}`}</p>
      {offers.length === 0 && <Alert type="info" showIcon title={t.noOffer} />}
      {!concluded && offers.length > 1 && (
        <Select
          className={styles.wide}
          aria-label={t.which}
          value={offer}
          onChange={setOffer}
          options={offers.map(({ no, name }) => ({ value: no, label: name }))}
        />
      )}
      {!concluded && offer !== undefined && (
        <Asked key={offer} {...props} offer={offer} onConcluded={setConcluded} />
      )}
      {concluded && (
        <div className={styles.stack}>
          <Alert type="success" showIcon title={t.made(concluded.number)} description={t.madeHint} />
          {exhibition.roles === null ? (
            <OpenAlone isPrimary contract={concluded.contract} label={t.sign} />
          ) : (
            <ContractLink desk={desk} contract={concluded.contract} />
          )}
        </div>
      )}
    </Modal>
  );
}

interface AskedProps extends ConcludeDialogProps {
  readonly offer: number;
  readonly onConcluded: (concluded: ConcludedContract) => void;
}

function Asked({ desk, offer, exhibitor, booth, onConcluded }: AskedProps) {
  const t = useWords(exhibitionContractWords);
  const [loaded, again] = useLoaded(
    useCallback(() => desk.form(offer, exhibitor, booth), [desk, offer, exhibitor, booth]),
  );
  if (loaded.state === "loading") return <Spin className={styles.stack} />;
  if (loaded.state === "failed") {
    const retry = <Button onClick={again}>{t.again}</Button>;
    return <Alert type="error" showIcon title={sentence(loaded.problem)} action={retry} />;
  }
  const conclude = (attempt: string, values: ReturnType<typeof valuesToSend>) =>
    desk.conclude({ attempt, offer, exhibitor, booth, values });
  return <Form form={loaded.value} onSend={conclude} onConcluded={onConcluded} />;
}

interface FormProps {
  readonly form: ContractForm;
  readonly onSend: (attempt: string, values: ReturnType<typeof valuesToSend>) => Promise<ConcludedContract>;
  readonly onConcluded: (concluded: ConcludedContract) => void;
}

function Form({ form, onSend, onConcluded }: FormProps) {
  const t = useWords(exhibitionContractWords);
  const heading = useId();
  const controls = form.controls.map(({ control }) => control);
  const suggested = form.controls.map(({ control, suggested }) => [control.no, suggested ?? ""]);
  const [typed, setTyped] = useState<TypedValues>(Object.fromEntries(suggested));
  const [problem, setProblem] = useState<{ readonly no: number; readonly text: string }>();
  const [attempt, setAttempt] = useState(uuidV7);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    const gap = controls.find((control) => control.required && !isFilled(control, typed));
    if (gap) {
      setProblem({ no: gap.no, text: t.missing(gap.name) });
      document.getElementById(inputId(gap.no))?.focus();
      return;
    }
    setSending(true);
    try {
      onConcluded(await onSend(attempt, valuesToSend(controls, typed)));
    } catch (cause) {
      const refusal = cause instanceof Problem ? cause : undefined;
      setProblem({ no: Number(refusal?.params.no ?? 0), text: sentence(cause) });
      // Without an answer it may stand already; after one, the next try is another.
      if (refusal && refusal.status > 0) setAttempt(uuidV7());
    }
    setSending(false);
  };
  return (
    <form
      className={styles.stack}
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p id={heading} className={styles.soft}>
        {t.asked(form.name, form.pages)}
      </p>
      {controls.map((control) => (
        <ValueField
          key={control.no}
          control={control}
          value={typed[control.no] ?? ""}
          problem={problem?.no === control.no ? problem.text : undefined}
          onFocus={() => undefined}
          onChange={(text) => {
            setProblem(undefined);
            setTyped((before) => ({ ...before, [control.no]: text }));
          }}
        />
      ))}
      {problem?.no === 0 && <Alert type="error" showIcon title={problem.text} />}
      <Button type="primary" size="large" htmlType="submit" loading={isSending}>
        {isSending ? t.making : t.make}
      </Button>
    </form>
  );
}
