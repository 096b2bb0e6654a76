/** Who did what in a run, on whose behalf, and what they said. */
import type { ApprovalDetail } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import styles from "./approvals.module.css";

export function History({ approval }: { readonly approval: ApprovalDetail }) {
  const t = useWords(approvalWords);
  return (
    <ul className={styles.history}>
      <li className={styles.deed}>
        <span>
          <strong>{approval.requester.name}</strong> {t.did_requested}
        </span>
        <span className={styles.soft}>{localTime(approval.requested_at)}</span>
      </li>
      {approval.history.map((deed) => (
        <li key={`${deed.at} ${deed.kind} ${deed.name}`} className={styles.deed}>
          <span>
            <strong>{deed.name}</strong> {t[`did_${deed.kind}`]}
            {deed.to !== null && ` ${t.toWhom(deed.to)}`}
            {deed.instead_of.length > 0 && `（${t.insteadOf(deed.instead_of.join("、"))}）`}
          </span>
          {deed.words !== "" && <p className={styles.words}>{deed.words}</p>}
          <span className={styles.soft}>{localTime(deed.at)}</span>
        </li>
      ))}
    </ul>
  );
}
