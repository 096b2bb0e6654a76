/** Drop a package or a PDF, see every check. */
import { InboxOutlined } from "@ant-design/icons";
import { Alert, Button, Spin, Upload } from "antd";
import { useState } from "react";
import { type VerifyReport, verifyFile } from "@/api/evidence";
import { sentence } from "@/api/problem";
import { VerificationReport } from "@/evidence/verification-report";
import { evidenceWords } from "@/i18n/console-evidence-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import styles from "./verify-page.module.css";

type Shown =
  | { readonly state: "nothing" }
  | { readonly state: "checking"; readonly name: string }
  | { readonly state: "failed"; readonly problem: string }
  | { readonly state: "checked"; readonly name: string; readonly report: VerifyReport };

export function VerifyPage() {
  const t = useWords(evidenceWords);
  const [shown, setShown] = useState<Shown>({ state: "nothing" });
  const check = async (file: File) => {
    setShown({ state: "checking", name: file.name });
    try {
      setShown({ state: "checked", name: file.name, report: await verifyFile(file) });
    } catch (problem) {
      setShown({ state: "failed", problem: sentence(problem) });
    }
  };
  return (
    <div className={styles.page}>
      <PageTitle title={t.verifyTitle} hint={t.verifyHint} />
      {shown.state === "checked" ? (
        <>
          <p className={styles.file}>
            {shown.name}
            <Button size="small" onClick={() => setShown({ state: "nothing" })}>
              {t.another}
            </Button>
          </p>
          <VerificationReport report={shown.report} />
        </>
      ) : (
        <Upload.Dragger
          accept=".zip,.asice,.pdf,application/pdf,application/zip"
          showUploadList={false}
          disabled={shown.state === "checking"}
          beforeUpload={(file) => {
            check(file);
            return false;
          }}
        >
          {shown.state === "checking" ? (
            <p className={styles.drop} aria-live="polite">
              <Spin /> {t.checking(shown.name)}
            </p>
          ) : (
            <div className={styles.drop}>
              <InboxOutlined className={styles.icon} />
              <p className={styles.invite}>{t.drop}</p>
              <p className={styles.hint}>{t.dropHint}</p>
            </div>
          )}
        </Upload.Dragger>
      )}
      {shown.state === "failed" && (
        <Alert type="error" showIcon title={shown.problem} className={styles.problem} />
      )}
    </div>
  );
}
