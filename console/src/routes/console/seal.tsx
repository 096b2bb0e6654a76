/** `/organisations/:id/seals/:seal` */
import { useCallback, useEffect } from "react";
import { useParams } from "react-router";
import { organisation } from "@/api/organisations";
import { SealDesk } from "@/api/seals";
import { SealPage } from "@/seals/seal-page";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { employees, sealRights } from "./seal-rights";

/** How soon to look again while the hub prepares a seal, in milliseconds. */
const SOON = 800;

export function SealRoute() {
  const { id = "", seal = "" } = useParams();
  const load = useCallback(async () => {
    const desk = new SealDesk(id);
    const [found, read] = await Promise.all([organisation(id), desk.read(seal)]);
    return { desk, found, read };
  }, [id, seal]);
  const [loaded, again] = useLoaded(load);
  useEffect(() => {
    if (loaded.state !== "ready" || loaded.value.read.standing !== "entering") return;
    const timer = setTimeout(again, SOON);
    return () => clearTimeout(timer);
  }, [loaded, again]);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {({ desk, found, read }) => (
        <SealPage
          organisation={id}
          desk={desk}
          seal={read}
          manages={sealRights(found).manages}
          decides={found.me.super_administrator}
          employees={employees(found)}
          onChanged={again}
        />
      )}
    </LoadedView>
  );
}
