/** `/organisations/:id` */
import { useCallback } from "react";
import { useParams } from "react-router";
import { organisation } from "@/api/organisations";
import { OrganisationPage } from "@/organisations/organisation-page";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function OrganisationRoute() {
  const { id = "" } = useParams();
  const load = useCallback(() => organisation(id), [id]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(found) => <OrganisationPage organisation={found} onChanged={again} />}
    </LoadedView>
  );
}
