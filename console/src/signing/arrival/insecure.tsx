import { Notice } from "@/components/notice";
import { arrivalWords } from "@/i18n/arrival-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./insecure.module.css";

/** The browser withholds its keys outside a secure context: what to do about it. */
export function Insecure() {
  const t = useWords(arrivalWords);
  const steps = [t.insecureStepTrust, t.insecureStepBack, t.insecureStepHost];
  return (
    <Notice
      mark="信"
      tone="warn"
      title={t.insecureTitle}
      text={t.insecureText}
      footer={
        <a className={styles.open} href="/trust">
          {t.openTrust}
        </a>
      }
    >
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step}>
            {index + 1}. {step}
          </li>
        ))}
      </ol>
    </Notice>
  );
}
