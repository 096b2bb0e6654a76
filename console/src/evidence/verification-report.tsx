/** A verification report for people: the verdict in words, why, every check by name, what the file says. */
import { Alert, Tag } from "antd";
import type { Outcome, Verdict, VerifyReport } from "@/api/evidence";
import { evidenceWords } from "@/i18n/console-evidence-words";
import { useWords } from "@/i18n/dictionary";
import { useLanguage } from "@/i18n/language";
import { pdfSignatureWords } from "@/i18n/pdf-signature-words";
import { PdfSignatureList } from "./pdf-signatures";
import { ReportFacts } from "./report-facts";
import styles from "./verification-report.module.css";

const TONE: Readonly<Record<Verdict, "success" | "warning" | "error" | "info">> = {
  verified: "success",
  below_policy: "warning",
  tampered: "error",
  not_checkable: "info",
};
const COLOR: Readonly<Record<Outcome, string>> = {
  pass: "success",
  degraded: "warning",
  unknown: "warning",
  fail: "error",
  skipped: "default",
};

export function VerificationReport({ report }: { readonly report: VerifyReport }) {
  const t = useWords(evidenceWords);
  const p = useWords(pdfSignatureWords);
  const language = useLanguage();
  return (
    <div className={styles.report} role="status">
      <Alert
        type={TONE[report.verdict]}
        showIcon
        title={
          <span className={styles.verdict}>
            {t[`verdict_${report.verdict}`]}
            <span className={styles.exit}>{t.exitCode(report.exit_code)}</span>
          </span>
        }
        description={
          <>
            <p>{t[`verdict_${report.verdict}_text`]}</p>
            {report.reasons.length > 0 && (
              <ul className={styles.reasons} aria-label={t.reasons}>
                {report.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            )}
          </>
        }
      />
      {report.facts && <ReportFacts facts={report.facts} />}
      {report.pdf && report.pdf.signatures.length > 0 && (
        <section>
          <h2 className={styles.subtitle}>{p.pdfTitle}</h2>
          <p>{p[`verdict_${report.pdf.verdict}`]}</p>
          <PdfSignatureList pdf={report.pdf} />
        </section>
      )}
      <section>
        <h2 className={styles.subtitle}>{t.checks}</h2>
        <ul className={styles.checks}>
          {report.checks.map((check) => (
            <li key={check.id} className={check.outcome === "skipped" ? styles.skipped : styles.check}>
              <span className={styles.id}>{check.id}</span>
              <span className={styles.name}>
                {language === "zh" ? check.zh : check.en}
                {check.detail !== "" && <span className={styles.detail}>{check.detail}</span>}
              </span>
              <Tag color={COLOR[check.outcome]}>{t[`outcome_${check.outcome}`]}</Tag>
            </li>
          ))}
        </ul>
      </section>
      {report.degraded.length > 0 && (
        <section>
          <h2 className={styles.subtitle}>{t.weak}</h2>
          <ul className={styles.reasons}>
            {report.degraded.map((code) => (
              <li key={code}>
                {meaning(code, t)}
                {code === "embedded_ca" && (
                  <>
                    {" "}
                    {t.weak_embedded_ca_readers} <a href="/trust">{t.weak_embedded_ca_link}</a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

type Words = ReturnType<typeof useWords<(typeof evidenceWords)["zh"]>>;

/** What a weak point means; codes that this page does not know are shown as they are. */
function meaning(code: string, t: Words): string {
  switch (code) {
    case "embedded_ca":
      return t.weak_embedded_ca;
    case "embedded_tsa":
      return t.weak_embedded_tsa;
    case "tsa_fallback":
      return t.weak_tsa_fallback;
    case "ca_fallback":
      return t.weak_ca_fallback;
    case "no_witness":
      return t.weak_no_witness;
    case "no_external_anchor":
      return t.weak_no_external_anchor;
    case "outbox_codes":
      return t.weak_outbox_codes;
    case "demo":
      return t.weak_demo;
    case "no_document_timestamp":
      return t.weak_no_document_timestamp;
    case "film_missing":
      return t.weak_film_missing;
    default:
      return t.weak_other(code);
  }
}
