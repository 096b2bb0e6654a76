/** Why an upload was refused, and what its sender can still decide: a password. */
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import type { UploadChoice } from "@/api/intake";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { uploadWords } from "@/i18n/upload-words";
import styles from "./editor.module.css";

/** Codes of what may go well the next time. */
const MAY_SUCCEED: ReadonlySet<string> = new Set([
  "office_converter_stopped",
  "worker_crashed",
  "timed_out",
  "upload_under_way",
  "unavailable",
  "busy",
  "network",
]);

export interface Refused {
  readonly file: File;
  /** Whether it was to follow what is there. */
  readonly join: boolean;
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
  const u = useWords(uploadWords);
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
          {MAY_SUCCEED.has(code) && (
            <Button size="small" onClick={() => onChoose(choice)}>
              {u.retry}
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
