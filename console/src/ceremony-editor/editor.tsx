/** The editor of a draft: document, people and boxes, saved as it is changed; then the room opens. */
import { ArrowLeftOutlined, EyeOutlined, RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Alert, App, Button, Tooltip } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { type Draft, openDraft, type Sent } from "@/api/drafts";
import { sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { flowPreviewWords } from "@/i18n/flow-preview-words";
import { PageTitle } from "@/shell/page-title";
import { BoxDesk } from "./box-desk";
import { CeremonyForm } from "./ceremony-form";
import { CheckPage } from "./check-page";
import { DocumentCard } from "./document-card";
import styles from "./editor.module.css";
import { Lacks } from "./lacks";
import { type Missing, missing } from "./missing";
import { PartyForm } from "./party-form";
import { PlaceDesk } from "./place-desk";
import { ReaderForm } from "./reader-form";
import { SenderCard } from "./sender-card";
import { type DraftDesk, type Saving, useDraft } from "./use-draft";
import { useUndoKeys } from "./use-undo-keys";

interface EditorProps {
  readonly draft: Draft;
  readonly onOpened: (sent: Sent) => void;
  /** Further things to do with the draft, before the one that sends it. */
  readonly actions?: (desk: DraftDesk) => ReactNode;
}

export function Editor({ draft, onOpened, actions }: EditorProps) {
  const t = useWords(ceremonyWords);
  const e = useWords(contractEditorWords);
  const f = useWords(flowPreviewWords);
  const { message } = App.useApp();
  const desk = useDraft(draft);
  const [isOpening, setOpening] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const [isChecking, setChecking] = useState(false);
  const [mended, setMended] = useState<Missing>();
  useUndoKeys(desk.undo, desk.redo);
  const isRoutine = desk.body.policy.course === "routine";
  // A template names roles: people and values are missing until a contract is started from it.
  const isRevision = draft.body.template?.purpose === "revise";
  const lacks = missing(desk.body);
  const isChecked = isChecking && isRoutine;
  const mend = (lack: Missing) => {
    setChecking(false);
    if (lack.what === "control_name" || lack.what === "value") setChosen(lack.no);
    setMended(lack);
  };
  // The field is there once the editor is.
  useEffect(() => {
    if (mended) document.getElementById(fieldOf(mended))?.focus();
  }, [mended]);
  const open = async () => {
    setOpening(true);
    try {
      if (await desk.flush()) return onOpened(await openDraft(draft.id));
    } catch (problem) {
      message.error(sentence(problem), 8);
    }
    setOpening(false);
  };
  return (
    <>
      <PageTitle
        title={isChecked ? f.checkTitle : isRoutine ? e.title : t.editorTitle}
        hint={<SavingLine saving={desk.saving} />}
        actions={
          <>
            <Button icon={<UndoOutlined />} disabled={!desk.canUndo} onClick={desk.undo}>
              {t.undo}
            </Button>
            <Button icon={<RedoOutlined />} disabled={!desk.canRedo} onClick={desk.redo}>
              {e.redo}
            </Button>
            {!isChecked && actions?.(desk)}
            {isRoutine && !isRevision && (
              <Button
                icon={isChecked ? <ArrowLeftOutlined /> : <EyeOutlined />}
                onClick={() => setChecking(!isChecked)}
              >
                {isChecked ? f.back : f.check}
              </Button>
            )}
            {!isRevision && (
              <Tooltip title={isRoutine ? e.sendHint : t.openRoomHint}>
                <Button type="primary" loading={isOpening} disabled={lacks.length > 0} onClick={open}>
                  {isRoutine ? (isOpening ? e.sending : e.send) : isOpening ? t.opening : t.openRoom}
                </Button>
              </Tooltip>
            )}
          </>
        }
      />
      <Conflict desk={desk} />
      {isChecked ? (
        <CheckPage id={draft.id} desk={desk} lacks={lacks} onMend={mend} />
      ) : (
        <div className={styles.columns}>
          <div className={styles.left}>
            <DocumentCard id={draft.id} desk={desk} />
            <SenderCard desk={desk} />
            <CeremonyForm desk={desk} />
            <PartyForm desk={desk} />
            {!isRevision && <ReaderForm desk={desk} />}
          </div>
          <div className={styles.right}>
            {isRoutine ? (
              <PlaceDesk id={draft.id} desk={desk} chosen={chosen} onChoose={setChosen} />
            ) : (
              <BoxDesk id={draft.id} desk={desk} />
            )}
            {!isRevision && <Lacks lacks={lacks} body={desk.body} onGo={mend} />}
          </div>
        </div>
      )}
    </>
  );
}

/** The id of the field in which it is put right; none where that is not one field. */
function fieldOf(lack: Missing): string {
  switch (lack.what) {
    case "title":
      return "title";
    case "reader":
      return `reader-${lack.reader}-name`;
    case "party":
      return `party-${lack.party}-name`;
    default:
      return "";
  }
}

function SavingLine({ saving }: { readonly saving: Saving }) {
  const t = useWords(ceremonyWords);
  const texts = {
    saved: t.saved,
    waiting: t.unsaved,
    saving: t.saving,
    conflict: t.conflictTitle,
    failed: t.saveFailed,
  };
  return (
    <span role="status">
      {texts[saving.state]}
      {saving.state === "failed" && ` · ${sentence(saving.problem)}`}
    </span>
  );
}

function Conflict({ desk }: { readonly desk: DraftDesk }) {
  const t = useWords(ceremonyWords);
  if (desk.saving.state !== "conflict") return null;
  return (
    <Alert
      className={styles.conflict}
      type="warning"
      showIcon
      title={t.conflictTitle}
      description={t.conflictText}
      action={
        <div className={styles.adders}>
          <Button size="small" onClick={desk.reload}>
            {t.conflictLoad}
          </Button>
          <Button size="small" danger onClick={desk.overwrite}>
            {t.conflictKeep}
          </Button>
        </div>
      }
    />
  );
}
