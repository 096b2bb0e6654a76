/** `/filing` */
import { useCallback } from "react";
import { FilingDesk } from "@/api/filing";
import { FilingPage } from "@/filing/filing-page";
import { LoadedView } from "@/shell/loaded-view";
import { useSignedIn } from "@/shell/signed-in";
import { useLoaded } from "@/shell/use-loaded";

export function FilingRoute() {
  const { account } = useSignedIn();
  const organisation = account?.organisation ?? undefined;
  const load = useCallback(async () => {
    const desk = new FilingDesk(organisation);
    return { desk, cabinet: await desk.read() };
  }, [organisation]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(found) => <FilingPage {...found} onChanged={again} />}
    </LoadedView>
  );
}
