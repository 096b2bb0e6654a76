/** What a ceremony leaves: the sealed PDF, the package, the film; and the package verified on the spot. */
import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Spin } from "antd";
import { useState } from "react";
import { type VerifyReport, verifyFile } from "@/api/evidence";
import type { Seat } from "@/api/participant";
import { readProblem, sentence } from "@/api/problem";
import { evidenceWords } from "@/i18n/console-evidence-words";
import { useWords } from "@/i18n/dictionary";
import type { SessionView } from "@/live/protocol";
import { isRoutine } from "@/live/session-view";
import styles from "./finished-files.module.css";
import { VerificationReport } from "./verification-report";

export function FinishedFiles({ view, seat }: { readonly view: SessionView; readonly seat: Seat }) {
  const t = useWords(evidenceWords);
  const [report, setReport] = useState<VerifyReport>();
  const [problem, setProblem] = useState<string>();
  const [isVerifying, setVerifying] = useState(false);
  // The package is complete when the log has its last line; before that the hub answers with what there is.
  const verify = async () => {
    setVerifying(true);
    setProblem(undefined);
    try {
      setReport(await verifyFile(await fetchFile(seat.file("evidence.zip"), t.packageComing)));
    } catch (cause) {
      setProblem(sentence(cause));
    } finally {
      setVerifying(false);
    }
  };
  return (
    <div className={styles.files}>
      {!isRoutine(view) && (
        <Card title={t.filmTitle} size="small">
          <Film view={view} src={seat.file("film.mp4")} />
        </Card>
      )}
      <Card title={t.filesTitle} size="small">
        <div className={styles.downloads}>
          <Button type="primary" href={seat.file("contract.pdf")} download="contract.pdf">
            {t.contractPdf}
          </Button>
          <Button href={seat.file("evidence.zip")} download="evidence.zip">
            {t.evidenceZip}
          </Button>
          {view.film !== undefined && (
            <Button href={seat.file("film.mp4")} download="film.mp4">
              {t.filmMp4}
            </Button>
          )}
          <Button icon={<SafetyCertificateOutlined />} loading={isVerifying} onClick={verify}>
            {isVerifying ? t.verifying : t.verifyNow}
          </Button>
        </div>
        {problem && <Alert type="warning" showIcon title={problem} className={styles.result} />}
        {report && (
          <div className={styles.result}>
            <VerificationReport report={report} />
          </div>
        )}
      </Card>
    </div>
  );
}

function Film({ view, src }: { readonly view: SessionView; readonly src: string }) {
  const t = useWords(evidenceWords);
  const [isBroken, setBroken] = useState(false);
  if (view.film_missing !== undefined) return <p className={styles.soft}>{t.filmMissing}</p>;
  if (view.film === undefined) {
    return (
      <p className={styles.coming}>
        <Spin size="small" /> {t.filmComing}
      </p>
    );
  }
  if (isBroken) return <p className={styles.soft}>{t.filmEmpty}</p>;
  return (
    // biome-ignore lint/a11y/useMediaCaption: the film has no sound; its words stand in its pictures
    <video className={styles.film} src={src} controls preload="metadata" onError={() => setBroken(true)} />
  );
}

async function fetchFile(url: string, notReady: string): Promise<Blob> {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw await readProblem(answer, notReady);
  return answer.blob();
}
