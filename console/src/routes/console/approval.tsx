/** `/organisations/:id/approvals/:approval` */
import { useCallback } from "react";
import { useParams } from "react-router";
import { ApprovalDesk } from "@/api/approvals";
import { ApprovalPage } from "@/approvals/approval-page";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function ApprovalRoute() {
  const { id = "", approval = "" } = useParams();
  const load = useCallback(async () => {
    const desk = new ApprovalDesk(id);
    const [found, colleagues] = await Promise.all([desk.read(approval), desk.colleagues()]);
    return { desk, found, colleagues };
  }, [id, approval]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {({ desk, found, colleagues }) => (
        <ApprovalPage desk={desk} approval={found} colleagues={colleagues} onChanged={again} />
      )}
    </LoadedView>
  );
}
