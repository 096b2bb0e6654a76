/** `/q#…`: the page of whoever scans a sign code, up to the signing page of a contract of their own. */

import { Problem, sentence } from "@/api/problem";
import { lookAtCode } from "@/api/sign-codes";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { byCodeWords } from "@/i18n/by-code-words";
import { useWords } from "@/i18n/dictionary";
import { Insecure } from "@/signing/arrival/insecure";
import { ByCodePage } from "@/signing/by-code/by-code-page";
import { keptVisit } from "@/signing/by-code/kept-visit";
import { JoinProblem } from "./join-problem";
import { NoToken, useJoined } from "./use-joined";

/** A picture that has changed since is no matter to whoever opened it in time. */
async function look(token: string) {
  try {
    return await lookAtCode(token);
  } catch (problem) {
    const kept = keptVisit(token.split(".")[0] ?? "");
    if (problem instanceof Problem && problem.code === "sign_code_changed" && kept)
      return lookAtCode(kept.pass);
    throw problem;
  }
}

export function ByCodeRoute() {
  const t = useWords(byCodeWords);
  const opened = useJoined(look);
  switch (opened.state) {
    case "insecure":
      return <Insecure />;
    case "opening":
      return <Notice mark="会" title={t.opening} />;
    case "failed":
      return opened.problem instanceof NoToken ? (
        <JoinProblem problem={opened.problem} />
      ) : (
        <Notice
          mark="码"
          tone="warn"
          title={t.problemTitle}
          text={sentence(opened.problem)}
          footer={
            <Button wide look="plain" onClick={() => location.reload()}>
              {t.retry}
            </Button>
          }
        />
      );
    case "open":
      return <ByCodePage look={opened.result} />;
  }
}
