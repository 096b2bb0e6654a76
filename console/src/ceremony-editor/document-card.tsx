/** The contract's file: dropped or chosen, sent with its progress, or refused with the reason and a choice. */
import { FilePdfOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Progress, Upload } from "antd";
import { useState } from "react";
import { type DocumentFacts, type UploadChoice, uploadDocument } from "@/api/drafts";
import { Problem, sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { networkWords } from "@/i18n/network-words";
import styles from "./editor.module.css";
import { type Refused, RefusedUpload } from "./refused-upload";
import type { DraftDesk } from "./use-draft";

const TYPES = "application/pdf,image/jpeg,image/png,.heic";

export function DocumentCard({ id, desk }: { readonly id: string; readonly desk: DraftDesk }) {
  const t = useWords(ceremonyWords);
  const network = useWords(networkWords);
  const [sent, setSent] = useState<number>();
  const [refused, setRefused] = useState<Refused>();
  const { document, title } = desk.body;
  const send = async (file: File, choice: UploadChoice = {}) => {
    setRefused(undefined);
    setSent(0);
    try {
      await desk.flush();
      await uploadDocument(id, file, choice, setSent, network.noAnswer);
      await desk.reload();
      if (title.trim() === "") desk.change("title", (body) => ({ ...body, title: nameOf(file) }));
    } catch (cause) {
      const code = cause instanceof Problem ? cause.code : "";
      setRefused({ file, code, sentence: sentence(cause), choice });
    } finally {
      setSent(undefined);
    }
  };
  const take = (file: File) => {
    send(file);
    return false;
  };
  return (
    <Card size="small" title={t.stepDocument}>
      {sent !== undefined ? (
        <div role="status">
          <Progress percent={Math.round(sent * 100)} showInfo={false} />
          <p className={styles.soft}>{sent < 1 ? t.uploading(Math.round(sent * 100)) : t.reading}</p>
        </div>
      ) : document ? (
        <div className={styles.file}>
          <FilePdfOutlined className={styles.icon} />
          <span className={styles.fileName}>{t.document(document.name, document.pages.length)}</span>
          <Upload accept={TYPES} showUploadList={false} beforeUpload={take}>
            <Button size="small">{t.replace}</Button>
          </Upload>
        </div>
      ) : (
        <Upload.Dragger accept={TYPES} showUploadList={false} beforeUpload={take}>
          <FilePdfOutlined className={styles.icon} />
          <p>{t.drop}</p>
          <p className={styles.soft}>{t.dropHint}</p>
        </Upload.Dragger>
      )}
      {document?.facts && <Facts facts={document.facts} />}
      {refused && <RefusedUpload refused={refused} onChoose={(choice) => void send(refused.file, choice)} />}
    </Card>
  );
}

/** What the sender should know of what became of the file. */
function Facts({ facts }: { readonly facts: DocumentFacts }) {
  const t = useWords(ceremonyWords);
  const notes = [
    facts.signatures_removed > 0 && t.signaturesRemoved(facts.signatures_removed),
    facts.decrypted && t.decrypted,
    facts.repaired && t.repaired,
  ].filter((note) => note !== false);
  return notes.map((note) => (
    <Alert key={note} className={styles.gap} type="warning" showIcon title={note} />
  ));
}

function nameOf(file: File): string {
  return file.name.replace(/\.(pdf|jpe?g|png|heic)$/i, "").slice(0, 100);
}
