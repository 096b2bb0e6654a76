/** `/exhibitions/:id/door`, with a badge's code behind `#` where a phone's camera has read one. */
import { useLocation, useParams } from "react-router";
import { DoorPage } from "@/exhibitions/door-page";
import { useExhibition } from "@/exhibitions/use-exhibition";
import { LoadedView } from "@/shell/loaded-view";

export function DoorRoute() {
  const { id = "" } = useParams();
  const { hash } = useLocation();
  const { loaded, again } = useExhibition(id);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(exhibition) => (
        <DoorPage key={hash} exhibition={exhibition} opened={hash === "" ? undefined : hash} />
      )}
    </LoadedView>
  );
}
