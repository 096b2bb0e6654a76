/** 批量下载: the ZIP is made while the page shows how far it is, and saved when it is whole. */
import { Alert, App, Button, Checkbox, Modal, Progress } from "antd";
import { useEffect, useState } from "react";
import { beginDownload, type DownloadProgress, downloadProgress, downloadUrl } from "@/api/contracts";
import { sentence } from "@/api/problem";
import { contractListWords } from "@/i18n/contract-list-words";
import { useWords } from "@/i18n/dictionary";

interface DownloadDialogProps {
  readonly chosen: readonly string[];
  readonly onClose: () => void;
}

const LOOK_EVERY_MS = 500;

export function DownloadDialog({ chosen, onClose }: DownloadDialogProps) {
  const l = useWords(contractListWords);
  const { message } = App.useApp();
  const [withEvidence, setEvidence] = useState(false);
  const [download, setDownload] = useState<string>();
  const progress = useProgress(download);
  const begin = async () => {
    try {
      setDownload(await beginDownload(chosen, withEvidence));
    } catch (problem) {
      message.error(sentence(problem), 6);
    }
  };
  const isReady = progress?.state === "ready";
  const percent = progress ? Math.round((progress.done / progress.contracts) * 100) : 0;
  return (
    <Modal
      open
      title={l.downloadTitle(chosen.length)}
      onCancel={onClose}
      footer={
        isReady && download !== undefined ? (
          <Button type="primary" href={downloadUrl(download)} download="contracts.zip">
            {l.save}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={download !== undefined && progress?.state !== "failed"}
            onClick={begin}
          >
            {l.begin}
          </Button>
        )
      }
    >
      <p>{l.downloadHint}</p>
      <Checkbox
        checked={withEvidence}
        disabled={download !== undefined}
        onChange={({ target }) => setEvidence(target.checked)}
      >
        {l.withEvidence}
      </Checkbox>
      {download !== undefined && progress?.state !== "failed" && (
        <div role="status">
          <Progress percent={percent} />
          {isReady
            ? l.ready(((progress.bytes ?? 0) / 1_000_000).toFixed(1))
            : l.packing(progress?.done ?? 0, chosen.length)}
        </div>
      )}
      {progress?.state === "failed" && <Alert type="error" showIcon title={l.failed} />}
    </Modal>
  );
}

/** Asked again and again until the ZIP is whole. */
function useProgress(download: string | undefined): DownloadProgress | undefined {
  const [progress, setProgress] = useState<DownloadProgress>();
  useEffect(() => {
    if (download === undefined) return;
    setProgress(undefined);
    const look = async () => {
      try {
        const found = await downloadProgress(download);
        setProgress(found);
        if (found.state !== "writing") clearInterval(timer);
      } catch {
        // The next look may be answered.
      }
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    look();
    return () => clearInterval(timer);
  }, [download]);
  return progress;
}
