import { Problem } from "@/api/problem";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { arrivalWords } from "@/i18n/arrival-words";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { NoToken } from "./use-joined";

/** Why a link could not be opened, and what to do about it. */
export function JoinProblem({ problem }: { readonly problem: unknown }) {
  const t = useWords(arrivalWords);
  const common = useWords(commonWords);
  const retry = (
    <Button wide onClick={() => location.reload()}>
      {common.retry}
    </Button>
  );
  if (problem instanceof NoToken) {
    return <Notice mark="缺" tone="warn" title={t.noTokenTitle} text={t.noTokenText} />;
  }
  if (problem instanceof Problem) {
    const isLink = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
    return isLink ? (
      <Notice mark="断" tone="warn" title={t.linkEndedTitle} text={`${problem.detail} ${t.linkEndedHint}`} />
    ) : (
      <Notice mark="断" title={t.noAnswerTitle} text={problem.detail} footer={retry} />
    );
  }
  return <Notice mark="钥" tone="warn" title={t.keyTitle} text={t.keyText} footer={retry} />;
}
