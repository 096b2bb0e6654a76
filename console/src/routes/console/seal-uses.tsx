/** `/organisations/:id/seal-uses` */
import { useCallback } from "react";
import { Link, useParams } from "react-router";
import { organisation } from "@/api/organisations";
import { SealDesk } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { UseRecord } from "@/seals/use-record";
import { LoadedView } from "@/shell/loaded-view";
import { PageTitle } from "@/shell/page-title";
import { useLoaded } from "@/shell/use-loaded";
import { employees } from "./seal-rights";

export function SealUsesRoute() {
  const t = useWords(sealWords);
  const { id = "" } = useParams();
  const load = useCallback(
    async () => ({ desk: new SealDesk(id), people: employees(await organisation(id)) }),
    [id],
  );
  const [loaded, again] = useLoaded(load);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {({ desk, people }) => (
        <>
          <PageTitle title={t.uses} />
          <p>
            <Link to={`/organisations/${id}/seals`}>{t.backToSeals}</Link>
          </p>
          <UseRecord desk={desk} employees={people} />
        </>
      )}
    </LoadedView>
  );
}
