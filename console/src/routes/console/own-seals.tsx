/** `/me/seals` */
import { useEffect } from "react";
import { ownSeals } from "@/api/seals";
import { OwnSealList } from "@/seals/own-seal-list";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

/** How soon to look again while the hub prepares a seal, in milliseconds. */
const SOON = 800;

export function OwnSealsRoute() {
  const [loaded, again] = useLoaded(ownSeals.list);
  useEffect(() => {
    const isWaiting =
      loaded.state === "ready" && loaded.value.some(({ standing }) => standing === "entering");
    if (!isWaiting) return;
    const timer = setTimeout(again, SOON);
    return () => clearTimeout(timer);
  }, [loaded, again]);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(rows) => <OwnSealList rows={rows} onChanged={again} />}
    </LoadedView>
  );
}
