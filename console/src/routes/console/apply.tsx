/** `/exhibitions/:id/apply`: the application form, for everybody. */
import { useCallback } from "react";
import { useParams } from "react-router";
import { invitation } from "@/api/exhibitions";
import { InvitationPage } from "@/exhibitions/invitation-page";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function ApplyRoute() {
  const { id = "" } = useParams();
  const [loaded, again] = useLoaded(useCallback(() => invitation(id), [id]));
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(invited) => <InvitationPage id={id} invitation={invited} />}
    </LoadedView>
  );
}
