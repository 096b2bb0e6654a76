/** Handing one's part to a colleague, who is then identified anew. */
import { useState } from "react";
import { Button } from "@/components/button";
import { Sheet } from "@/components/sheet";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { routineWords } from "@/i18n/routine-words";
import type { LiveSession } from "@/live/live-session";
import type { PartyView } from "@/live/protocol";
import styles from "@/signing/act/refuse-sheet.module.css";
import fields from "./value-field.module.css";

interface TransferSheetProps {
  readonly session: LiveSession;
  readonly party: PartyView;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

const PHONE = /^\+?\d{5,15}$/;

export function TransferSheet({ session, party, onDone, onClose }: TransferSheetProps) {
  const t = useWords(routineWords);
  const common = useWords(commonWords);
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [organisation, setOrganisation] = useState(party.organisation ?? "");
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  const digits = phone.replace(/[ -]/g, "");
  const isReady = name.trim() !== "" && PHONE.test(digits) && !isSending;
  const send = async () => {
    setSending(true);
    const outcome = await session.command("transfer", {
      name: name.trim(),
      phone: digits,
      ...(organisation.trim() === "" ? {} : { organisation: organisation.trim() }),
    });
    setSending(false);
    if (outcome.kind === "refused") setProblem(outcome.message);
    else onDone(name.trim());
  };
  return (
    <Sheet
      title={t.transferTitle}
      onClose={onClose}
      actions={
        <>
          <Button wide disabled={!isReady} onClick={send}>
            {t.transferConfirm}
          </Button>
          <Button wide look="plain" onClick={onClose}>
            {common.back}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{t.transferText}</p>
      <label className={styles.label}>
        {t.colleagueName}
        <input
          className={fields.input}
          maxLength={50}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className={styles.label}>
        {t.colleaguePhone}
        <input
          className={fields.input}
          type="tel"
          maxLength={20}
          autoComplete="off"
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
        />
      </label>
      <label className={styles.label}>
        {t.organisation}
        <input
          className={fields.input}
          maxLength={80}
          value={organisation}
          onChange={(event) => setOrganisation(event.target.value)}
        />
      </label>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </Sheet>
  );
}
