/** `/ceremonies` */
import { useCallback } from "react";
import { contracts, contractsOfOrganisation } from "@/api/contracts";
import { drafts } from "@/api/drafts";
import { CeremonyList } from "@/ceremonies/ceremony-list";
import { LoadedView } from "@/shell/loaded-view";
import { useSignedIn } from "@/shell/signed-in";
import { useLoaded } from "@/shell/use-loaded";

async function everything(organisation: string | undefined) {
  const [own, rooms, shared] = await Promise.all([
    drafts(),
    contracts(organisation),
    organisation === undefined ? undefined : contractsOfOrganisation(organisation),
  ]);
  return { drafts: own, contracts: rooms, ...(shared === undefined ? {} : { shared }) };
}

export function CeremoniesRoute() {
  const { account } = useSignedIn();
  const organisation = account?.organisation ?? undefined;
  const load = useCallback(() => everything(organisation), [organisation]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(lists) => <CeremonyList {...lists} onChanged={again} />}
    </LoadedView>
  );
}
