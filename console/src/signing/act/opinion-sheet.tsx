import { useId, useState } from "react";
import { Button } from "@/components/button";
import { Sheet } from "@/components/sheet";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { opinionWords } from "@/i18n/opinion-words";
import { LONGEST_OPINION } from "@/live/plan";
import styles from "./opinion-sheet.module.css";

interface OpinionSheetProps {
  /** The words to be copied out; empty: the signer's own. */
  readonly copy: string;
  readonly text: string;
  readonly onWrite: (text: string) => void;
  readonly onClose: () => void;
}

/** Writing an opinion: freely, or word by word what stands above, told where the first other character is. */
export function OpinionSheet({ copy, text, onWrite, onClose }: OpinionSheetProps) {
  const t = useWords(opinionWords);
  const common = useWords(commonWords);
  const [typed, setTyped] = useState(text);
  const id = useId();
  const given = typed.normalize("NFC").trim();
  const wrongAt = copy === "" ? undefined : firstOther(given, copy);
  const isDone = given !== "" && (copy === "" || given === copy);
  return (
    <Sheet
      title={copy === "" ? t.title : t.copyTitle}
      onClose={onClose}
      actions={
        <>
          <Button wide disabled={!isDone} onClick={() => onWrite(given)}>
            {t.done}
          </Button>
          <Button wide look="plain" onClick={onClose}>
            {common.back}
          </Button>
        </>
      }
    >
      {copy !== "" && (
        <>
          <p className={styles.note}>{t.copyNote}</p>
          <blockquote className={styles.copy}>{copy}</blockquote>
        </>
      )}
      <label htmlFor={id} className={styles.label}>
        {copy === "" ? t.own : t.copied}
      </label>
      <textarea
        id={id}
        className={styles.text}
        rows={3}
        maxLength={LONGEST_OPINION}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value.replace(/[\r\n]+/g, ""))}
      />
      <p className={styles.note} aria-live="polite">
        {wrongAt === undefined ? t.count(Array.from(given).length, LONGEST_OPINION) : t.wrongAt(wrongAt)}
      </p>
    </Sheet>
  );
}

/** From 1: the first character of `given` that is not the one to be copied; absent while all are. */
function firstOther(given: string, copy: string): number | undefined {
  const wanted = Array.from(copy);
  const at = Array.from(given).findIndex((character, index) => character !== wanted[index]);
  return at < 0 ? undefined : at + 1;
}
