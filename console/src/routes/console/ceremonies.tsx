/** `/ceremonies` */
import { contracts } from "@/api/contracts";
import { drafts } from "@/api/drafts";
import { CeremonyList } from "@/ceremonies/ceremony-list";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

async function everything() {
  const [own, rooms] = await Promise.all([drafts(), contracts()]);
  return { drafts: own, contracts: rooms };
}

export function CeremoniesRoute() {
  const [loaded, again] = useLoaded(everything);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(lists) => <CeremonyList {...lists} onChanged={again} />}
    </LoadedView>
  );
}
