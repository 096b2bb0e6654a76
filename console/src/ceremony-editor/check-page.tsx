/** 检查并预览: the flow, what is missing, and what each party will see, right before it is sent. */
import { Alert, Card } from "antd";
import { useWords } from "@/i18n/dictionary";
import { flowPreviewWords } from "@/i18n/flow-preview-words";
import styles from "./editor.module.css";
import { FlowPreview } from "./flow-preview";
import { FlowPreviewButton } from "./flow-preview-button";
import { Lacks } from "./lacks";
import type { Missing } from "./missing";
import { PartyPreview } from "./party-preview";
import { ReaderList } from "./reader-list";
import type { DraftDesk } from "./use-draft";

interface CheckPageProps {
  readonly id: string;
  readonly desk: DraftDesk;
  readonly lacks: readonly Missing[];
  /** Back to the editor, to what is missing. */
  readonly onMend: (lack: Missing) => void;
}

export function CheckPage({ id, desk, lacks, onMend }: CheckPageProps) {
  const t = useWords(flowPreviewWords);
  return (
    <div className={styles.right}>
      {lacks.length === 0 ? (
        <Alert type="success" showIcon title={t.ready} />
      ) : (
        <Lacks lacks={lacks} body={desk.body} onGo={onMend} />
      )}
      <Card size="small" title={t.title} extra={<FlowPreviewButton desk={desk} label={t.fullScreen} />}>
        <FlowPreview desk={desk} />
      </Card>
      <ReaderList desk={desk} />
      <PartyPreview id={id} body={desk.body} />
    </div>
  );
}
