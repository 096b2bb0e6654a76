/** `/templates/:id/sign-codes` */
import { useCallback } from "react";
import { useParams } from "react-router";
import { get } from "@/api/client";
import { conditions, signCodes } from "@/api/sign-codes";
import type { TemplateRow } from "@/api/templates";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { SignCodesPage } from "@/sign-codes/sign-codes-page";

export function SignCodesRoute() {
  const { id = "" } = useParams();
  const load = useCallback(
    () => Promise.all([get<TemplateRow>(`/templates/${id}`), conditions(id), signCodes(id)]),
    [id],
  );
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {([template, met, codes]) => (
        <SignCodesPage template={template} conditions={met} codes={codes} onChanged={again} />
      )}
    </LoadedView>
  );
}
