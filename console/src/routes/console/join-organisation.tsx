/** `/organisations/:id/join` */
import { useParams } from "react-router";
import { organisations } from "@/api/organisations";
import { JoinCard } from "@/organisations/join-card";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

/** Asks for the own organisations first: a stranger signs in, and comes back here. */
export function JoinOrganisationRoute() {
  const { id = "" } = useParams();
  const [loaded, again] = useLoaded(organisations);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {() => <JoinCard id={id} />}
    </LoadedView>
  );
}
