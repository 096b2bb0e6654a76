/** What only sign controls have: the words to be copied out, and the group that a control belongs to. */
import { Button, Input } from "antd";
import type { DraftField } from "@/api/drafts";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { LONGEST_OPINION } from "@/live/plan";
import styles from "./editor.module.css";
import { togetherWith } from "./group";
import { changedSign, ungrouped } from "./place";
import { Property } from "./property";
import type { DraftDesk } from "./use-draft";

interface SignPropertiesProps {
  readonly desk: DraftDesk;
  readonly no: number;
  readonly field: DraftField;
}

export function SignProperties({ desk, no, field }: SignPropertiesProps) {
  const t = useWords(contractEditorWords);
  const { body, change } = desk;
  const members = togetherWith(body, no);
  return (
    <>
      {field.content?.kind === "opinion" && (
        <Property name={t.copy}>
          <Input.TextArea
            aria-label={t.copy}
            placeholder={t.copyHint}
            autoSize={{ minRows: 2, maxRows: 4 }}
            maxLength={LONGEST_OPINION}
            value={field.content.copy ?? ""}
            onChange={(event) => {
              const copy = event.target.value.replace(/[\r\n]+/g, "").normalize("NFC");
              change(`opinion/${no}`, (before) =>
                changedSign(before, no, { kind: "opinion", ...(copy !== "" && { copy }) }),
              );
            }}
            onBlur={(event) => {
              const copy = event.target.value.trim();
              if (copy !== event.target.value)
                change(`opinion/${no}`, (before) => changedSign(before, no, { kind: "opinion", copy }));
            }}
          />
        </Property>
      )}
      {field.group !== undefined && (
        <>
          <p className={styles.soft}>{t.inGroup(members.length)}</p>
          <Button size="small" onClick={() => change("ungroup", (before) => ungrouped(before, no))}>
            {t.ungroup}
          </Button>
        </>
      )}
    </>
  );
}
