/** The contract's files: dropped or chosen, followed on their way, put in order, and confirmed where they were converted. */
import { FilePdfOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Upload } from "antd";
import type { DocumentFacts, DraftDocument } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { uploadWords } from "@/i18n/upload-words";
import { ConversionCard } from "./conversion-card";
import styles from "./editor.module.css";
import { partKeys } from "./part-keys";
import { PartList } from "./part-list";
import { RefusedUpload } from "./refused-upload";
import { SignedChoiceCard } from "./signed-choice-card";
import upload from "./upload.module.css";
import { UploadProgress } from "./upload-progress";
import type { DraftDesk } from "./use-draft";
import { useUpload } from "./use-upload";

const TYPES = "application/pdf,image/jpeg,image/png,.heic,.pdf,.doc,.docx,.wps,.odt,.rtf,.xls,.xlsx,.et,.ods";

export function DocumentCard({ id, desk }: { readonly id: string; readonly desk: DraftDesk }) {
  const t = useWords(ceremonyWords);
  const u = useWords(uploadWords);
  const { underWay, refused, send, cancel } = useUpload(id, desk);
  const { document, title } = desk.body;
  const take = async (files: readonly File[], join: boolean) => {
    await send(files, join);
    const [first] = files;
    if (title.trim() === "" && first)
      desk.change("title", (body) => (body.document ? { ...body, title: nameOf(first) } : body));
  };
  /** All files that were chosen at once come together, with the first of them. */
  const taking = (join: boolean) => (file: File, files: readonly File[]) => {
    if (file === files[0]) take(files, join);
    return false;
  };
  return (
    <Card size="small" title={t.stepDocument}>
      {underWay ? (
        <UploadProgress underWay={underWay} onCancel={cancel} />
      ) : document ? (
        <>
          <PartList id={id} desk={desk} document={document} />
          <div className={upload.adders}>
            <Upload multiple accept={TYPES} showUploadList={false} beforeUpload={taking(true)}>
              <Button size="small" icon={<PlusOutlined />}>
                {u.add}
              </Button>
            </Upload>
            <Upload accept={TYPES} showUploadList={false} beforeUpload={taking(false)}>
              <Button size="small">{u.replace}</Button>
            </Upload>
          </div>
        </>
      ) : (
        <Upload.Dragger multiple accept={TYPES} showUploadList={false} beforeUpload={taking(false)}>
          <FilePdfOutlined className={styles.icon} />
          <p>{u.drop}</p>
          <p className={styles.soft}>{u.dropHint}</p>
        </Upload.Dragger>
      )}
      {document?.facts && <Facts document={document} facts={document.facts} />}
      {!underWay &&
        document &&
        partKeys(document.parts ?? []).map((key, index) => (
          <ConversionCard key={key} id={id} desk={desk} document={document} index={index} />
        ))}
      {!underWay &&
        document &&
        partKeys(document.parts ?? []).map((key, index) => (
          <SignedChoiceCard key={key} id={id} desk={desk} document={document} index={index} />
        ))}
      {refused && (
        <RefusedUpload
          refused={refused}
          onChoose={(choice) => void send([refused.file], refused.join, choice)}
        />
      )}
    </Card>
  );
}

/** What the sender should know of what became of the file. */
interface FactsProps {
  readonly document: DraftDocument;
  readonly facts: DocumentFacts;
}

function Facts({ document, facts }: FactsProps) {
  const t = useWords(ceremonyWords);
  const disputed = disputedPages(document.pages);
  // Newer drafts say it where the sender chooses.
  const isCopy = facts.signatures_removed > 0 && !document.parts?.some((part) => part.signed);
  const notes = [
    isCopy && t.signaturesRemoved(facts.signatures_removed),
    facts.drawn_values !== undefined && facts.drawn_values > 0 && t.drawnValues(facts.drawn_values),
    facts.decrypted && t.decrypted,
    facts.repaired && t.repaired,
    disputed.length > 0 && t.disputed(disputed),
  ].filter((note) => note !== false);
  return notes.map((note) => (
    <Alert key={note} className={styles.gap} type="warning" showIcon title={note} />
  ));
}

/** Numbers of the pages, from 1, that two programs draw very differently. */
function disputedPages(pages: readonly { readonly disputed?: boolean }[]): readonly number[] {
  return pages.flatMap((page, index) => (page.disputed ? [index + 1] : []));
}

function nameOf(file: File): string {
  return file.name.replace(/\.(pdf|jpe?g|png|heic|docx?|wps|odt|rtf|xlsx?|et|ods)$/i, "").slice(0, 100);
}
