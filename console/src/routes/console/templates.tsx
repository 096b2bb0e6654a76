/** `/templates` */
import { templates } from "@/api/templates";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { TemplateList } from "@/templates/template-list";

export function TemplatesRoute() {
  const [loaded, again] = useLoaded(templates);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(rows) => <TemplateList rows={rows} onChanged={again} />}
    </LoadedView>
  );
}
