/** A flow as people picture it: who asks, each step below the one before, and what happens at the end. */
import { Tag } from "antd";
import type { ReactNode } from "react";
import type { Consent, GuardedAct, NamedAsked } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./approvals.module.css";

type Progress = "done" | "now" | "later";

interface PicturedStep {
  readonly consent: Consent;
  readonly asked: readonly NamedAsked[];
  readonly progress?: Progress;
  /** Beneath the step: who is asked now, who has passed it. */
  readonly details?: ReactNode;
}

interface FlowPictureProps {
  readonly act: GuardedAct;
  /** Who asks; "提交" where nobody does yet. */
  readonly requester?: string;
  readonly steps: readonly PicturedStep[];
  readonly isDone?: boolean;
}

export function FlowPicture({ act, requester, steps, isDone = false }: FlowPictureProps) {
  const t = useWords(approvalWords);
  const began = requester !== undefined;
  return (
    <ol className={styles.picture} aria-label={t.picture}>
      <li className={`${styles.node} ${began ? styles.done : ""}`}>
        <span className={styles.stepName}>{requester ? t.by(requester) : t.submit}</span>
      </li>
      {steps.map((step, index) => (
        // Steps have no name of their own: their place is what they are.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
        <li key={index} className={`${styles.node} ${markOf(step.progress)}`}>
          <div className={styles.step}>
            <span className={styles.stepName}>
              {t.step(index + 1)} <Tag>{t[`short_${step.consent}`]}</Tag>
            </span>
            <span>{step.asked.map((asked) => nameOf(asked, t)).join("、") || "—"}</span>
            {step.details}
          </div>
        </li>
      ))}
      <li className={`${styles.node} ${isDone ? styles.done : ""}`}>
        <span className={styles.stepName}>
          {t.goOn}：{t[`act_${act}`]}
        </span>
      </li>
    </ol>
  );
}

function markOf(progress: Progress | undefined): string {
  return (progress === "done" ? styles.done : progress === "now" ? styles.now : "") ?? "";
}

type Words = ReturnType<typeof useWords<(typeof approvalWords)["zh"]>>;

function nameOf({ kind, name }: NamedAsked, t: Words): string {
  switch (kind) {
    case "member":
      return name ?? "";
    case "role":
      return t.roleOf(name ?? "");
    case "department_head":
      return t.headOf(name ?? "");
    default:
      return t[`asked_${kind}`];
  }
}
