/** `/me` */
import { AccountPage } from "@/account/account-page";
import { means, sessions } from "@/api/me";
import { organisations } from "@/api/organisations";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function AccountRoute() {
  const [loaded, again] = useLoaded(everything);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(own) => <AccountPage {...own} onChanged={again} />}
    </LoadedView>
  );
}

async function everything() {
  const [own, open, belongs] = await Promise.all([means(), sessions(), organisations()]);
  return { means: own, sessions: open, organisations: belongs };
}
