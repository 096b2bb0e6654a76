import { useId, useState } from "react";
import { Button } from "@/components/button";
import { Sheet } from "@/components/sheet";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import styles from "./refuse-sheet.module.css";

interface RefuseSheetProps {
  /** What refusing leads to. */
  readonly text: string;
  readonly problem: string | undefined;
  readonly onRefuse: (reason: string) => void;
  readonly onClose: () => void;
}

const LONGEST = 200;

/** Refusing to sign, with the reason that goes into the record. */
export function RefuseSheet({ text, problem, onRefuse, onClose }: RefuseSheetProps) {
  const t = useWords(roomWords);
  const common = useWords(commonWords);
  const [reason, setReason] = useState("");
  const id = useId();
  const given = reason.trim();
  return (
    <Sheet
      title={t.refuseTitle}
      onClose={onClose}
      actions={
        <>
          <Button wide look="danger" disabled={given === ""} onClick={() => onRefuse(given)}>
            {t.refuseConfirm}
          </Button>
          <Button wide look="plain" onClick={onClose}>
            {common.back}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{text}</p>
      <label htmlFor={id} className={styles.label}>
        {t.refuseReason}
      </label>
      <textarea
        id={id}
        className={styles.reason}
        rows={3}
        maxLength={LONGEST}
        value={reason}
        onChange={(event) => setReason(event.target.value.replace(/[\r\n]+/g, " "))}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </Sheet>
  );
}
