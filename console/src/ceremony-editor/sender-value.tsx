/** What the sender fills in itself, before the contract goes out: the same inputs as the parties have. */
import { useMemo } from "react";
import { draftPictureUrl, sendDraftPicture } from "@/api/drafts";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import type { FillControl } from "@/live/plan";
import { ValueInput } from "@/signing/routine/value-field";
import styles from "./editor.module.css";
import type { DraftDesk } from "./use-draft";

interface SenderValueProps {
  readonly id: string;
  readonly desk: DraftDesk;
  readonly control: FillControl;
  /** Whether its own name stands above it; else it stands where that is read already. */
  readonly isNamed?: boolean;
}

/** The element that takes the focus for a control of the sender. */
export function senderInputId(no: number): string {
  return `sender-value-${no}`;
}

export function SenderValue({ id, desk, control, isNamed = false }: SenderValueProps) {
  const t = useWords(contractEditorWords);
  const { no } = control;
  const name = isNamed ? control.name : t.value;
  const pictures = useMemo(
    () => ({
      send: (file: File) => sendDraftPicture(id, file),
      url: (picture: string) => draftPictureUrl(id, picture),
    }),
    [id],
  );
  const write = (text: string) =>
    desk.change(`value/${no}`, (before) => ({
      ...before,
      values: [...(before.values ?? []).filter((value) => value.no !== no), { no, text }],
    }));
  return (
    <fieldset className={styles.senderValue}>
      <legend className={styles.fieldName}>{name}</legend>
      <ValueInput
        id={senderInputId(no)}
        control={{ ...control, name }}
        value={desk.body.values?.find((value) => value.no === no)?.text ?? ""}
        pictures={pictures}
        onChange={write}
      />
    </fieldset>
  );
}
