/** In the editor: saves a draft as a template, or as the next version of the template that it edits. */
import { App, Button, Tag, Tooltip } from "antd";
import { useState } from "react";
import type { DraftBody } from "@/api/drafts";
import { sentence } from "@/api/problem";
import { makeTemplate, reviseTemplate } from "@/api/templates";
import { templateWords } from "@/i18n/console-template-words";
import { useWords } from "@/i18n/dictionary";
import { FilingDialog } from "./filing-dialog";

interface KeepAsTemplateProps {
  readonly draft: string;
  readonly body: DraftBody;
  /** Saves what is not saved; says whether everything is. */
  readonly flush: () => Promise<boolean>;
  readonly onRevised: () => void;
}

export function KeepAsTemplate({ draft, body, flush, onRevised }: KeepAsTemplateProps) {
  const t = useWords(templateWords);
  const { message } = App.useApp();
  const [isAsking, setAsking] = useState(false);
  const [isSaving, setSaving] = useState(false);
  /** Gives the command once the draft is saved; says whether it was taken. */
  const keep = async (command: () => ReturnType<typeof reviseTemplate>, done: string): Promise<boolean> => {
    setSaving(true);
    try {
      if (!(await flush())) return false;
      const published = await command();
      message.success(published?.approval ? t.waitsForApproval : done);
      return true;
    } catch (problem) {
      message.error(sentence(problem), 6);
      return false;
    } finally {
      setSaving(false);
    }
  };
  const { template } = body;
  if (template?.purpose === "revise") {
    const revise = async () => {
      if (await keep(() => reviseTemplate(template.id, draft), t.savedVersion)) onRevised();
    };
    return (
      <Tooltip title={t.revising(template.name, template.version)}>
        <Button type="primary" loading={isSaving} disabled={!body.document} onClick={revise}>
          {t.saveVersion}
        </Button>
      </Tooltip>
    );
  }
  return (
    <>
      {template && (
        <Tooltip title={t.started(template.name, template.version)}>
          <Tag color="blue">{template.name}</Tag>
        </Tooltip>
      )}
      <Tooltip title={t.saveAsHint}>
        <Button disabled={!body.document} onClick={() => setAsking(true)}>
          {t.saveAs}
        </Button>
      </Tooltip>
      {isAsking && (
        <FilingDialog
          title={t.saveAs}
          hint={t.saveAsHint}
          name={body.title}
          folder={null}
          folders={[]}
          onSave={(name, folder) => keep(() => makeTemplate(draft, name, folder), t.savedAs)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
