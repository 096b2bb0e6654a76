/** `/templates/:id/bulk` */
import { useCallback } from "react";
import { useParams } from "react-router";
import { bulkStarts } from "@/api/bulk-starts";
import { get } from "@/api/client";
import type { TemplateRow } from "@/api/templates";
import { PreparePage } from "@/bulk-start/prepare-page";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function BulkSheetRoute() {
  const { id = "" } = useParams();
  const load = useCallback(async () => {
    const [template, all] = await Promise.all([get<TemplateRow>(`/templates/${id}`), bulkStarts()]);
    return { template, earlier: all.filter((row) => row.template === id) };
  }, [id]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {({ template, earlier }) => <PreparePage template={template} earlier={earlier} />}
    </LoadedView>
  );
}
