/** The signatures in a PDF: who, when, whether they hold, and whether anybody here vouches for them. */
import { CheckCircleOutlined, CloseCircleOutlined, QuestionCircleOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import type { PdfSignature, PdfSignatures } from "@/api/evidence";
import { useWords } from "@/i18n/dictionary";
import { currentLanguage } from "@/i18n/language";
import { pdfSignatureWords } from "@/i18n/pdf-signature-words";
import styles from "./pdf-signatures.module.css";
import { signatureTime } from "./signature-time";

export function PdfSignatureList({ pdf }: { readonly pdf: PdfSignatures }) {
  const t = useWords(pdfSignatureWords);
  return (
    <ul className={styles.signatures} aria-label={t.list}>
      {pdf.signatures.map((one) => (
        <li key={one.field}>
          <strong>{t.signedBy(one.name ?? "")}</strong> <Facts one={one} />
          <div className={styles.tags}>
            <State one={one} isUnread={pdf.verdict === "malformed"} />
            <Tag color={one.trusted ? "green" : "default"}>{one.trusted ? t.ours : t.foreign}</Tag>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Facts({ one }: { readonly one: PdfSignature }) {
  const t = useWords(pdfSignatureWords);
  const { kind, name, issuer, token_time, stated_time } = one;
  const stated = stated_time && signatureTime(stated_time);
  const facts = [
    t[kind],
    typeof token_time === "number"
      ? t.at(new Date(token_time).toLocaleString(currentLanguage()))
      : stated && t.stated(stated),
    issuer && (issuer === name ? t.selfSigned : t.issuedBy(issuer)),
  ].filter((fact) => fact);
  return <span className={styles.soft}>{facts.join(" · ")}</span>;
}

function State({ one, isUnread }: { readonly one: PdfSignature; readonly isUnread: boolean }) {
  const t = useWords(pdfSignatureWords);
  if (one.intact && one.changes_after !== "forbidden")
    return (
      <Tag color="green" icon={<CheckCircleOutlined />}>
        {t.intact}
      </Tag>
    );
  if (isUnread) return <Tag icon={<QuestionCircleOutlined />}>{t.unread}</Tag>;
  return (
    <Tag color="red" icon={<CloseCircleOutlined />}>
      {t.broken}
    </Tag>
  );
}
