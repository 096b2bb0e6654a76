/** The contract's PDF: dropped or chosen, sent with its progress, or refused with the reason. */
import { FilePdfOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Progress, Upload } from "antd";
import { useState } from "react";
import { uploadDocument } from "@/api/drafts";
import { sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { networkWords } from "@/i18n/network-words";
import styles from "./editor.module.css";
import type { DraftDesk } from "./use-draft";

const TYPE = "application/pdf";

export function DocumentCard({ id, desk }: { readonly id: string; readonly desk: DraftDesk }) {
  const t = useWords(ceremonyWords);
  const network = useWords(networkWords);
  const [sent, setSent] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const { document, title } = desk.body;
  const send = async (file: File) => {
    setProblem(undefined);
    setSent(0);
    try {
      await desk.flush();
      await uploadDocument(id, file, setSent, network.noAnswer);
      await desk.reload();
      if (title.trim() === "") desk.change("title", (body) => ({ ...body, title: nameOf(file) }));
    } catch (cause) {
      setProblem(sentence(cause));
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
          <Upload accept={TYPE} showUploadList={false} beforeUpload={take}>
            <Button size="small">{t.replace}</Button>
          </Upload>
        </div>
      ) : (
        <Upload.Dragger accept={TYPE} showUploadList={false} beforeUpload={take}>
          <FilePdfOutlined className={styles.icon} />
          <p>{t.drop}</p>
          <p className={styles.soft}>{t.dropHint}</p>
        </Upload.Dragger>
      )}
      {problem && (
        <Alert className={styles.gap} type="error" showIcon title={t.refusedTitle} description={problem} />
      )}
    </Card>
  );
}

function nameOf(file: File): string {
  return file.name.replace(/\.pdf$/i, "").slice(0, 100);
}
