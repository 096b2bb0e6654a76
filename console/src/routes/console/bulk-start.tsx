/** `/bulk-starts/:id` */
import { useCallback } from "react";
import { useParams } from "react-router";
import { bulkStart } from "@/api/bulk-starts";
import { BulkStartPage } from "@/bulk-start/bulk-start-page";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function BulkStartRoute() {
  const { id = "" } = useParams();
  const load = useCallback(() => bulkStart(id, 0, false), [id]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(first) => <BulkStartPage key={first.id} first={first} />}
    </LoadedView>
  );
}
