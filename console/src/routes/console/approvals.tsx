/** `/approvals` */
import { Button } from "antd";
import { useCallback } from "react";
import { Link } from "react-router";
import { ApprovalDesk, handledApprovals, requestedApprovals, waitingApprovals } from "@/api/approvals";
import { organisation } from "@/api/organisations";
import { AbsenceCard } from "@/approvals/absence-card";
import { ApprovalList } from "@/approvals/approval-list";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import { LoadedView } from "@/shell/loaded-view";
import { PageTitle } from "@/shell/page-title";
import { useSignedIn } from "@/shell/signed-in";
import { useLoaded } from "@/shell/use-loaded";

export function ApprovalsRoute() {
  const t = useWords(approvalWords);
  const { account } = useSignedIn();
  const chosen = account?.organisation ?? null;
  const load = useCallback(async () => {
    const lists = [waitingApprovals(), requestedApprovals(), handledApprovals()] as const;
    const [waiting, requested, handled] = await Promise.all(lists);
    return { waiting, requested, handled, office: await officeOf(chosen) };
  }, [chosen]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {({ office, ...lists }) => (
        <>
          <PageTitle
            title={t.title}
            hint={t.hint}
            actions={
              office?.managesFlows && (
                <Link to={`/organisations/${office.id}/approval-flows`}>
                  <Button>{t.flows}</Button>
                </Link>
              )
            }
          />
          {office && <AbsenceCard desk={office.desk} colleagues={office.colleagues} onChanged={again} />}
          <ApprovalList {...lists} />
        </>
      )}
    </LoadedView>
  );
}

/** The organisation for which the person works now; none while it does not act. */
async function officeOf(id: string | null) {
  if (id === null) return undefined;
  const desk = new ApprovalDesk(id);
  const [found, colleagues] = await Promise.all([organisation(id), desk.colleagues()]);
  return { id, desk, colleagues, managesFlows: found.me.rights.includes("manage_approvals") };
}
