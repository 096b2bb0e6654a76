/** `/trust` */
import { trust } from "@/api/evidence";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { TrustPage } from "@/trust/trust-page";

export function TrustRoute() {
  const [loaded, again] = useLoaded(trust);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(known) => <TrustPage trust={known} />}
    </LoadedView>
  );
}
