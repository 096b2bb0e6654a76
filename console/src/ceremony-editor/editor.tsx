/** The editor of a draft: document, people and boxes, saved as it is changed; then the room opens. */
import { UndoOutlined } from "@ant-design/icons";
import { Alert, App, Button, Tooltip } from "antd";
import { useEffect, useState } from "react";
import { type Draft, openDraft } from "@/api/drafts";
import { sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { uploadWords } from "@/i18n/upload-words";
import { PageTitle } from "@/shell/page-title";
import { BoxDesk } from "./box-desk";
import { CeremonyForm } from "./ceremony-form";
import { DocumentCard } from "./document-card";
import styles from "./editor.module.css";
import { type Missing, missing } from "./missing";
import { PartyForm } from "./party-form";
import { type DraftDesk, type Saving, useDraft } from "./use-draft";

interface EditorProps {
  readonly draft: Draft;
  readonly onOpened: (contract: string) => void;
}

export function Editor({ draft, onOpened }: EditorProps) {
  const t = useWords(ceremonyWords);
  const { message } = App.useApp();
  const desk = useDraft(draft);
  const [isOpening, setOpening] = useState(false);
  useUndoKey(desk.undo);
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
        title={t.editorTitle}
        hint={<SavingLine saving={desk.saving} />}
        actions={
          <>
            <Button icon={<UndoOutlined />} disabled={!desk.canUndo} onClick={desk.undo}>
              {t.undo}
            </Button>
            <Tooltip title={t.openRoomHint}>
              <Button type="primary" loading={isOpening} disabled={lacks.length > 0} onClick={open}>
                {isOpening ? t.opening : t.openRoom}
              </Button>
            </Tooltip>
          </>
        }
      />
      <Conflict desk={desk} />
      <div className={styles.columns}>
        <div className={styles.left}>
          <DocumentCard id={draft.id} desk={desk} />
          <CeremonyForm desk={desk} />
          <PartyForm desk={desk} />
        </div>
        <div className={styles.right}>
          <BoxDesk id={draft.id} desk={desk} />
          <Lacks lacks={lacks} desk={desk} />
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

function Lacks({ lacks, desk }: { readonly lacks: readonly Missing[]; readonly desk: DraftDesk }) {
  const t = useWords(ceremonyWords);
  const u = useWords(uploadWords);
  if (lacks.length === 0) return null;
  const labelOf = (party: number) => desk.body.parties[party - 1]?.label || t.partyNo(party);
  const textOf = (lack: Missing): string => {
    switch (lack.what) {
      case "title":
        return t.missingTitle;
      case "document":
        return t.missingDocument;
      case "conversion":
        return u.missingConfirmation(lack.name);
      case "party":
        return t.missingParty(labelOf(lack.party));
      case "box":
        return t.noBoxes(labelOf(lack.party));
    }
  };
  const texts = lacks.map(textOf);
  return (
    <Alert
      className={styles.gap}
      type="info"
      title={t.missing}
      description={
        <ul className={styles.lacks}>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      }
    />
  );
}

/** Ctrl+Z outside a text field, where the browser has its own. */
function useUndoKey(undo: () => void): void {
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement;
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [undo]);
}
