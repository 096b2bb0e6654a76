/** `/ceremonies/clean-up` */
import { useCallback } from "react";
import { FilingDesk } from "@/api/filing";
import { CleanUp } from "@/ceremonies/clean-up";
import { LoadedView } from "@/shell/loaded-view";
import { useSignedIn } from "@/shell/signed-in";
import { useLoaded } from "@/shell/use-loaded";

export function CleanUpRoute() {
  const { account } = useSignedIn();
  const organisation = account?.organisation ?? undefined;
  const load = useCallback(() => new FilingDesk(organisation).read(), [organisation]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(cabinet) => <CleanUp cabinet={cabinet} organisation={organisation} />}
    </LoadedView>
  );
}
