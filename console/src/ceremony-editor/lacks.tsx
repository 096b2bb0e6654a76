/** What is missing before a draft can be opened or sent; a click leads there. */
import { Alert, Button } from "antd";
import type { DraftBody } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { readerWords } from "@/i18n/reader-words";
import { signedUploadWords } from "@/i18n/signed-upload-words";
import { uploadWords } from "@/i18n/upload-words";
import styles from "./editor.module.css";
import type { Missing } from "./missing";

interface LacksProps {
  readonly lacks: readonly Missing[];
  readonly body: DraftBody;
  /** Leads to where it is put right. */
  readonly onGo: (lack: Missing) => void;
}

export function Lacks({ lacks, body, onGo }: LacksProps) {
  const t = useWords(ceremonyWords);
  const e = useWords(contractEditorWords);
  const u = useWords(uploadWords);
  const r = useWords(readerWords);
  const s = useWords(signedUploadWords);
  if (lacks.length === 0) return null;
  const isRoutine = body.policy.course === "routine";
  const labelOf = (party: number) => body.parties[party - 1]?.label || t.partyNo(party);
  const textOf = (lack: Missing): string => {
    switch (lack.what) {
      case "title":
        return t.missingTitle;
      case "document":
        return t.missingDocument;
      case "conversion":
        return u.missingConfirmation(lack.name);
      case "signed":
        return s.missingChoice(lack.name);
      case "party":
        return t.missingParty(labelOf(lack.party));
      case "reader":
        return r.lack(lack.reader);
      case "box":
        return t.noBoxes(labelOf(lack.party));
      case "control_name":
        return e.lackName;
      case "value":
        return e.lackValue(lack.name);
    }
  };
  return (
    <Alert
      className={styles.gap}
      type="info"
      title={isRoutine ? e.beforeSending : t.missing}
      description={
        <ul className={styles.lacks}>
          {lacks.map((lack) => (
            <li key={JSON.stringify(lack)}>
              {lack.what === "document" ||
              lack.what === "conversion" ||
              lack.what === "signed" ||
              lack.what === "box" ? (
                textOf(lack)
              ) : (
                <Button type="link" size="small" onClick={() => onGo(lack)}>
                  {textOf(lack)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}
