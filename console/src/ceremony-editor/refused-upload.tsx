/** Why an upload was refused, and what its sender can still decide: a password, or a copy without signatures. */
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import type { UploadChoice } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./editor.module.css";

export interface Refused {
  readonly file: File;
  /** Stable code of the catalogue. */
  readonly code: string;
  readonly sentence: string;
  /** What was chosen when it was refused. */
  readonly choice: UploadChoice;
}

export function RefusedUpload({
  refused,
  onChoose,
}: {
  readonly refused: Refused;
  readonly onChoose: (choice: UploadChoice) => void;
}) {
  const t = useWords(ceremonyWords);
  const [password, setPassword] = useState("");
  const { code, choice } = refused;
  const open = () => onChoose({ ...choice, password });
  return (
    <Alert
      className={styles.gap}
      type="error"
      showIcon
      title={t.refusedTitle}
      description={
        <>
          <p>{refused.sentence}</p>
          {code === "already_signed" && (
            <Button size="small" onClick={() => onChoose({ ...choice, signed: "copy" })}>
              {t.importCopy}
            </Button>
          )}
          {(code === "encrypted" || code === "wrong_password") && (
            <div className={styles.file}>
              <Input.Password
                aria-label={t.filePassword}
                placeholder={t.filePassword}
                autoComplete="off"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                onPressEnter={open}
              />
              <Button disabled={password === ""} onClick={open}>
                {t.openFile}
              </Button>
            </div>
          )}
        </>
      }
    />
  );
}
