/** 图片: taken with the camera or chosen; sent at once, and named by its hash. */
import { useState } from "react";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { routineWords } from "@/i18n/routine-words";
import type { ValueInputProps } from "./value-field";
import styles from "./value-field.module.css";

/** Where pictures of controls are kept. */
export interface PictureShelf {
  /** Returns the picture's hash. */
  readonly send: (file: File) => Promise<string>;
  readonly url: (picture: string) => string;
}

interface PictureInputProps extends ValueInputProps {
  readonly shelf: PictureShelf;
}

export function PictureInput({ id, control, value, shelf, onChange }: PictureInputProps) {
  const t = useWords(routineWords);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (file: File | undefined) => {
    if (!file) return;
    setSending(true);
    setProblem(undefined);
    try {
      onChange(await shelf.send(file));
    } catch (cause) {
      setProblem(sentence(cause));
    }
    setSending(false);
  };
  return (
    <div className={styles.picture} aria-busy={isSending}>
      {value !== "" && <img className={styles.preview} src={shelf.url(value)} alt={control.name} />}
      <label className={styles.choose}>
        {isSending ? t.pictureSending : value === "" ? t.pictureChoose : t.pictureOther}
        <input
          id={id}
          className={styles.file}
          type="file"
          accept="image/png,image/jpeg,image/heic"
          aria-label={control.name}
          required={control.required}
          disabled={isSending}
          onChange={(event) => void send(event.target.files?.[0])}
        />
      </label>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
