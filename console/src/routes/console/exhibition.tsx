/** `/exhibitions/:id` */
import { useParams } from "react-router";
import { ExhibitionPage } from "@/exhibitions/exhibition-page";
import { useExhibition } from "@/exhibitions/use-exhibition";
import { LoadedView } from "@/shell/loaded-view";

export function ExhibitionRoute() {
  const { id = "" } = useParams();
  const { loaded, again } = useExhibition(id);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(exhibition) => <ExhibitionPage exhibition={exhibition} onChanged={again} />}
    </LoadedView>
  );
}
