/** `/ceremonies` */
import { useCallback } from "react";
import { drafts } from "@/api/drafts";
import { FilingDesk } from "@/api/filing";
import { CeremonyList } from "@/ceremonies/ceremony-list";
import { LoadedView } from "@/shell/loaded-view";
import { useSignedIn } from "@/shell/signed-in";
import { useLoaded } from "@/shell/use-loaded";

export function CeremoniesRoute() {
  const { account } = useSignedIn();
  const organisation = account?.organisation ?? undefined;
  const load = useCallback(async () => {
    const [own, cabinet] = await Promise.all([drafts(), new FilingDesk(organisation).read()]);
    return { drafts: own, cabinet };
  }, [organisation]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(own) => <CeremonyList {...own} organisation={organisation} onChanged={again} />}
    </LoadedView>
  );
}
