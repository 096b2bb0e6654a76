/** `/drafts/{id}` */
import { useCallback } from "react";
import { useNavigate, useParams } from "react-router";
import { draft } from "@/api/drafts";
import { Editor } from "@/ceremony-editor/editor";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";

export function DraftRoute() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const load = useCallback(() => draft(id), [id]);
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(found) => (
        <Editor
          key={found.id}
          draft={found}
          onOpened={(contract) => navigate(`/host/${contract}`, { replace: true })}
        />
      )}
    </LoadedView>
  );
}
