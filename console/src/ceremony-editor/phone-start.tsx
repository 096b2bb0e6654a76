/**
 * A contract started on the phone from a template [E35]: what it is called, who signs, what the sender fills in, a look at the
 * pages, and one button that sends it.
 */
import { App, Button, Card, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { type Draft, openDraft, type Sent } from "@/api/drafts";
import { sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { phoneStartWords } from "@/i18n/phone-start-words";
import { isDerived } from "@/live/plan";
import { PageTitle } from "@/shell/page-title";
import { Lacks } from "./lacks";
import { type Missing, missing } from "./missing";
import { PageStrip } from "./page-strip";
import { PartyForm } from "./party-form";
import styles from "./phone-start.module.css";
import { SenderValue, senderInputId } from "./sender-value";
import { useDraft } from "./use-draft";

interface PhoneStartProps {
  readonly draft: Draft;
  readonly onOpened: (sent: Sent) => void;
  /** To the editor, for whoever wants to move controls about. */
  readonly onEdit: () => void;
}

export function PhoneStart({ draft, onOpened, onEdit }: PhoneStartProps) {
  const t = useWords(phoneStartWords);
  const c = useWords(ceremonyWords);
  const e = useWords(contractEditorWords);
  const { message } = App.useApp();
  const desk = useDraft(draft);
  const [isSending, setSending] = useState(false);
  const [mended, setMended] = useState<Missing>();
  const { body, change } = desk;
  const lacks = missing(body);
  const own = (body.controls ?? []).filter(({ party, kind }) => party === undefined && !isDerived(kind));
  useEffect(() => {
    if (!mended) return;
    const id = mended.what === "value" ? senderInputId(mended.no) : fieldOf(mended);
    document.getElementById(id)?.focus();
  }, [mended]);
  const send = async () => {
    setSending(true);
    try {
      if (await desk.flush()) return onOpened(await openDraft(draft.id));
    } catch (problem) {
      message.error(sentence(problem), 8);
    }
    setSending(false);
  };
  return (
    <>
      <PageTitle
        title={t.title}
        hint={body.template?.name}
        actions={<Button onClick={onEdit}>{t.edit}</Button>}
      />
      <div className={styles.steps}>
        <Card size="small" title={t.contract}>
          <Form layout="vertical" component="div">
            <Form.Item label={c.title} htmlFor="title">
              <Input
                id="title"
                maxLength={100}
                value={body.title}
                onChange={(event) => change("title", (before) => ({ ...before, title: event.target.value }))}
              />
            </Form.Item>
            <Form.Item label={e.deadline} htmlFor="deadline">
              <Input
                id="deadline"
                type="date"
                value={body.deadline ?? ""}
                onChange={(event) =>
                  change("deadline", (before) => ({ ...before, deadline: event.target.value }))
                }
              />
            </Form.Item>
          </Form>
        </Card>
        <PartyForm desk={desk} isFixed />
        {own.length > 0 && (
          <Card size="small" title={t.values}>
            {own.map((control) => (
              <SenderValue key={control.no} id={draft.id} desk={desk} control={control} isNamed />
            ))}
          </Card>
        )}
        <PageStrip id={draft.id} document={body.document} />
        <Lacks lacks={lacks} body={body} onGo={setMended} />
      </div>
      <div className={styles.send}>
        <Button
          type="primary"
          size="large"
          block
          loading={isSending}
          disabled={lacks.length > 0}
          onClick={send}
        >
          {isSending ? e.sending : e.send}
        </Button>
      </div>
    </>
  );
}

/** The field in which it is put right; none where that is not one field. */
function fieldOf(lack: Missing): string {
  if (lack.what === "title") return "title";
  return lack.what === "party" ? `party-${lack.party}-name` : "";
}
