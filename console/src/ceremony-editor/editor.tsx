/** The editor of a draft: document, people and boxes, saved as it is changed; then the room opens. */
import { RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Alert, App, Button, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import { type Draft, openDraft, type Sent } from "@/api/drafts";
import { sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import { BoxDesk } from "./box-desk";
import { CeremonyForm } from "./ceremony-form";
import { DocumentCard } from "./document-card";
import styles from "./editor.module.css";
import { Lacks } from "./lacks";
import { missing } from "./missing";
import { PartyForm } from "./party-form";
import { PlaceDesk } from "./place-desk";
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
  const { message } = App.useApp();
  const desk = useDraft(draft);
  const [isOpening, setOpening] = useState(false);
  const [chosen, setChosen] = useState<number>();
  useUndoKeys(desk.undo, desk.redo);
  const isRoutine = desk.body.policy.course === "routine";
  // A template names roles: people and values are missing until a contract is started from it.
  const isRevision = draft.body.template?.purpose === "revise";
  const lacks = missing(desk.body);
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
        title={isRoutine ? e.title : t.editorTitle}
        hint={<SavingLine saving={desk.saving} />}
        actions={
          <>
            <Button icon={<UndoOutlined />} disabled={!desk.canUndo} onClick={desk.undo}>
              {t.undo}
            </Button>
            <Button icon={<RedoOutlined />} disabled={!desk.canRedo} onClick={desk.redo}>
              {e.redo}
            </Button>
            {actions?.(desk)}
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
      <div className={styles.columns}>
        <div className={styles.left}>
          <DocumentCard id={draft.id} desk={desk} />
          <SenderCard desk={desk} />
          <CeremonyForm desk={desk} />
          <PartyForm desk={desk} />
        </div>
        <div className={styles.right}>
          {isRoutine ? (
            <PlaceDesk id={draft.id} desk={desk} chosen={chosen} onChoose={setChosen} />
          ) : (
            <BoxDesk id={draft.id} desk={desk} />
          )}
          {!isRevision && <Lacks lacks={lacks} desk={desk} onGo={setChosen} />}
        </div>
      </div>
    </>
  );
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
