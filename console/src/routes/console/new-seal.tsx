/** `/organisations/:id/new-seal` */
import { useCallback } from "react";
import { useNavigate, useParams } from "react-router";
import { organisation } from "@/api/organisations";
import { SealDesk } from "@/api/seals";
import { MakeSeal } from "@/seals/make-seal";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { sealRights } from "./seal-rights";

export function NewSealRoute() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const load = useCallback(
    async () => ({ desk: new SealDesk(id), rights: sealRights(await organisation(id)) }),
    [id],
  );
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {({ desk, rights }) => (
        <MakeSeal
          organisation={id}
          desk={desk}
          {...rights}
          onMade={(seal) => navigate(`/organisations/${id}/seals/${seal}`)}
        />
      )}
    </LoadedView>
  );
}
