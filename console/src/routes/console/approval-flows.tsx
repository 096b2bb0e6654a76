/** `/organisations/:id/approval-flows` */
import { useCallback } from "react";
import { useParams } from "react-router";
import { ApprovalDesk } from "@/api/approvals";
import { organisation } from "@/api/organisations";
import { SealDesk } from "@/api/seals";
import { FlowList } from "@/approvals/flow-list";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function ApprovalFlowsRoute() {
  const { id = "" } = useParams();
  const load = useCallback(async () => {
    const desk = new ApprovalDesk(id);
    const seals = new SealDesk(id).list();
    const found = await Promise.all([organisation(id), desk.flows(), desk.colleagues(), seals]);
    return { desk, found };
  }, [id]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {({ desk, found: [{ name }, flows, colleagues, seals] }) => (
        <FlowList {...{ name, desk, flows, colleagues, seals }} onChanged={again} />
      )}
    </LoadedView>
  );
}
