/** `/start`, `/start?shared=1` where another app shared a file, and `/start?draft=…` once there is one. */
import { useCallback } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { draft as readDraft } from "@/api/drafts";
import { ownDetails } from "@/api/me";
import { QuickForm } from "@/ceremony-editor/quick-form";
import { useWords } from "@/i18n/dictionary";
import { startWords } from "@/i18n/start-words";
import { LoadedView } from "@/shell/loaded-view";
import { PageTitle } from "@/shell/page-title";
import { useLoaded } from "@/shell/use-loaded";
import { StartPage } from "@/start/start-page";
import { startOfficial } from "@/templates/official";
import { OFFICIAL } from "@/templates/official.generated";

export function StartRoute() {
  const [address, setAddress] = useSearchParams();
  const draft = address.get("draft");
  const [loaded, again] = useLoaded(ownDetails);
  const chosen = useCallback((id: string) => setAddress({ draft: id }, { replace: true }), [setAddress]);
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(own) =>
        draft === null ? (
          <StartPage isShared={address.get("shared") === "1"} onReceipt={receipt} onDraft={chosen} />
        ) : (
          <QuickStart id={draft} own={own} />
        )
      }
    </LoadedView>
  );
}

function receipt(): Promise<string> {
  const official = OFFICIAL.find(({ key }) => key === "receipt");
  if (!official) throw new Error("there is no receipt among the official templates");
  return startOfficial(official);
}

function QuickStart({
  id,
  own,
}: {
  readonly id: string;
  readonly own: Awaited<ReturnType<typeof ownDetails>>;
}) {
  const t = useWords(startWords);
  const navigate = useNavigate();
  const load = useCallback(() => readDraft(id), [id]);
  const [loaded, again] = useLoaded(load);
  return (
    <>
      <PageTitle title={t.title} hint={t.hint} />
      <LoadedView loaded={loaded} onRetry={again}>
        {(found) => (
          <QuickForm
            draft={found}
            own={own}
            onSent={(sent) =>
              navigate(
                "approval" in sent
                  ? `/organisations/${sent.organisation}/approvals/${sent.approval}`
                  : `/host/${sent.contract}`,
              )
            }
          />
        )}
      </LoadedView>
    </>
  );
}
