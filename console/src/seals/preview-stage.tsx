/** What the seal will look like, or why there is none. */
import { Alert, Spin } from "antd";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { SealPicture } from "./seal-picture";
import styles from "./seals.module.css";
import { useObjectUrl } from "./use-object-url";
import type { Preview } from "./use-preview";

interface PreviewStageProps {
  readonly preview: Preview;
  /** Micrometres. */
  readonly width: number;
  readonly hint?: string;
}

export function PreviewStage({ preview, width, hint }: PreviewStageProps) {
  const t = useWords(sealWords);
  const url = useObjectUrl(preview.picture);
  return (
    <div className={styles.stage} aria-live="polite">
      <strong>{t.preview}</strong>
      <Spin spinning={preview.isBusy}>
        <div className={styles.sheet}>
          {url && !preview.problem && <SealPicture src={url} name={t.preview} width={width} />}
        </div>
      </Spin>
      {preview.problem && <Alert type="warning" showIcon title={preview.problem} />}
      {hint && <p className={styles.soft}>{hint}</p>}
    </div>
  );
}
