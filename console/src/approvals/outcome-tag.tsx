import { Tag } from "antd";
import type { Outcome } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";

const COLORS: Record<Outcome, string> = {
  pending: "processing",
  passed: "success",
  used: "success",
  sent_back: "warning",
  refused: "error",
  withdrawn: "default",
  expired: "default",
};

/** What a run came to, in one word. */
export function OutcomeTag({ outcome }: { readonly outcome: Outcome }) {
  const t = useWords(approvalWords);
  return <Tag color={COLORS[outcome]}>{t[`outcome_${outcome}`]}</Tag>;
}
