/** `/organisations/:id/seals` */
import { useCallback } from "react";
import { useParams } from "react-router";
import { organisation } from "@/api/organisations";
import { SealDesk } from "@/api/seals";
import { SealList } from "@/seals/seal-list";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { sealRights } from "./seal-rights";

export function SealsRoute() {
  const { id = "" } = useParams();
  const load = useCallback(async () => {
    const desk = new SealDesk(id);
    const [found, rows] = await Promise.all([organisation(id), desk.list()]);
    return { desk, rows, rights: sealRights(found) };
  }, [id]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {({ desk, rows, rights }) => <SealList organisation={id} desk={desk} rows={rows} {...rights} />}
    </LoadedView>
  );
}
