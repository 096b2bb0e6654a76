/** `/sign-codes/:id/wall` */
import { useCallback } from "react";
import { useParams } from "react-router";
import { wallView } from "@/api/sign-codes";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { WallPage } from "@/sign-codes/wall-page";

export function SignCodeWallRoute() {
  const { id = "" } = useParams();
  const load = useCallback(() => wallView(id), [id]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(first) => <WallPage key={id} code={id} first={first} />}
    </LoadedView>
  );
}
