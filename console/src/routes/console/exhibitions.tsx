/** `/exhibitions` */
import { exhibitions } from "@/api/exhibitions";
import { organisations } from "@/api/organisations";
import { ExhibitionList } from "@/exhibitions/exhibition-list";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

const load = () => Promise.all([exhibitions(), organisations()]);

export function ExhibitionsRoute() {
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {([rows, own]) => <ExhibitionList rows={rows} organisations={own} />}
    </LoadedView>
  );
}
