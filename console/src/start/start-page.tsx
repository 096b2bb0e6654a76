/** 发起: a file, or a receipt from the official template; what another app shared is taken at once. */
import { FileAddOutlined, FileDoneOutlined } from "@ant-design/icons";
import { Alert, Card, Progress, Upload } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { createDraft } from "@/api/drafts";
import { uploadDocument } from "@/api/intake";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { networkWords } from "@/i18n/network-words";
import { startWords } from "@/i18n/start-words";
import { PageTitle } from "@/shell/page-title";
import { takeSharedFiles } from "./shared-files";
import styles from "./start-page.module.css";

const ACCEPTED = ".pdf,.doc,.docx,.wps,.odt,.rtf,.xls,.xlsx,.et,.ods,.jpg,.jpeg,.png";

interface StartPageProps {
  /** Something was shared to this page. */
  readonly isShared: boolean;
  /** Makes a draft of a receipt 收据. */
  readonly onReceipt: () => Promise<string>;
  readonly onDraft: (id: string) => void;
}

export function StartPage({ isShared, onReceipt, onDraft }: StartPageProps) {
  const t = useWords(startWords);
  const network = useWords(networkWords);
  const [sent, setSent] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const isTaken = useRef(false);

  const attempt = useCallback(
    async (make: () => Promise<string>) => {
      setProblem(undefined);
      setSent(0);
      try {
        onDraft(await make());
      } catch (cause) {
        setProblem(sentence(cause));
        setSent(undefined);
      }
    },
    [onDraft],
  );
  const begin = useCallback(
    (files: readonly File[]) =>
      attempt(async () => {
        const { id } = await createDraft();
        for (const [index, file] of files.entries()) {
          const upload = { file, choice: {}, join: index > 0 };
          const signal = new AbortController().signal;
          const onProgress = (part: number) => setSent((index + part) / files.length);
          await uploadDocument(id, upload, { onProgress, signal, noAnswer: network.noAnswer });
        }
        return id;
      }),
    [attempt, network.noAnswer],
  );
  useEffect(() => {
    if (!isShared || isTaken.current) return;
    isTaken.current = true;
    takeSharedFiles().then((files) => {
      if (files.length > 0) begin(files);
      else setProblem(t.nothingShared);
    });
  }, [isShared, begin, t.nothingShared]);

  const isBusy = sent !== undefined;
  return (
    <>
      <PageTitle title={t.title} hint={t.hint} />
      {problem !== undefined && <Alert className={styles.gap} type="warning" showIcon title={problem} />}
      {isBusy ? (
        <Card>
          <p role="status">{t.receiving}</p>
          <Progress percent={Math.round((sent ?? 0) * 100)} status="active" />
        </Card>
      ) : (
        <div className={styles.ways}>
          <Upload.Dragger
            multiple
            accept={ACCEPTED}
            showUploadList={false}
            beforeUpload={(file, files) => {
              if (file === files[0]) void begin(files);
              return false;
            }}
          >
            <p className={styles.icon}>
              <FileAddOutlined />
            </p>
            <p className={styles.way}>{t.fromFile}</p>
            <p className={styles.soft}>{t.fromFileHint}</p>
          </Upload.Dragger>
          <button type="button" className={styles.receipt} onClick={() => attempt(onReceipt)}>
            <span className={styles.icon}>
              <FileDoneOutlined />
            </span>
            <span className={styles.way}>{t.receipt}</span>
            <span className={styles.soft}>{t.receiptHint}</span>
          </button>
        </div>
      )}
    </>
  );
}
