/** `/drafts/{id}` */
import { App, Button, Result } from "antd";
import { useCallback, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { draft, type Sent } from "@/api/drafts";
import { Editor } from "@/ceremony-editor/editor";
import { PhoneStart } from "@/ceremony-editor/phone-start";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import { LoadedView } from "@/shell/loaded-view";
import { useLoaded } from "@/shell/use-loaded";
import { KeepAsTemplate } from "@/templates/keep-as-template";

export function DraftRoute() {
  const { id = "" } = useParams();
  const t = useWords(approvalWords);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [isPhone, setPhone] = useState(() => window.matchMedia("(max-width: 640px)").matches);
  const load = useCallback(() => draft(id), [id]);
  const [loaded, again] = useLoaded(load);
  const go = (sent: Sent) => {
    if ("contract" in sent) return navigate(`/host/${sent.contract}`, { replace: true });
    message.success(t.sentForApproval, 6);
    return navigate(`/organisations/${sent.organisation}/approvals/${sent.approval}`, { replace: true });
  };
  return (
    <LoadedView loaded={loaded} onRetry={again}>
      {(found) =>
        found.approval ? (
          <Result
            status="info"
            title={t.inApproval}
            subTitle={t.inApprovalText}
            extra={
              <Link to={`/organisations/${found.approval.organisation}/approvals/${found.approval.id}`}>
                <Button type="primary">{t.openApproval}</Button>
              </Link>
            }
          />
        ) : isPhone && found.body.template?.purpose === "start" ? (
          <PhoneStart key={found.id} draft={found} onOpened={go} onEdit={() => setPhone(false)} />
        ) : (
          <Editor
            key={found.id}
            draft={found}
            onOpened={go}
            actions={(desk) => (
              <KeepAsTemplate
                draft={found.id}
                body={desk.body}
                flush={desk.flush}
                onRevised={() => navigate("/templates", { replace: true })}
              />
            )}
          />
        )
      }
    </LoadedView>
  );
}
