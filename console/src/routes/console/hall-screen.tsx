/** `/exhibitions/:id/screen`: without the console's frame, for a wall. */
import { useParams } from "react-router";
import { HallScreen } from "@/exhibitions/hall-screen";
import { useExhibition } from "@/exhibitions/use-exhibition";
import { LoadedView } from "@/shell/loaded-view";

export function HallScreenRoute() {
  const { id = "" } = useParams();
  const { loaded, isStale, again } = useExhibition(id);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(exhibition) => <HallScreen exhibition={exhibition} isStale={isStale} />}
    </LoadedView>
  );
}
