/** 快速发起: two people, a look at the pages, and sent; on a phone as well. */
import { Alert, App, Button, Card, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Draft, draftPageUrl, openDraft, recommended, type Sent, saveDraft } from "@/api/drafts";
import { confirmConversion } from "@/api/intake";
import type { OwnDetails } from "@/api/me";
import { sentence } from "@/api/problem";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { startWords } from "@/i18n/start-words";
import { missing } from "./missing";
import { type Person, withPeople } from "./quick-draft";
import styles from "./quick-form.module.css";
import { SenderValues } from "./sender-values";

interface QuickFormProps {
  readonly draft: Draft;
  readonly own: OwnDetails;
  readonly onSent: (sent: Sent) => void;
}

export function QuickForm({ draft, own, onSent }: QuickFormProps) {
  const t = useWords(startWords);
  const c = useWords(ceremonyWords);
  const { message } = App.useApp();
  const { id, body } = draft;
  const [title, setTitle] = useState(body.title || body.document?.name.replace(/\.\w+$/, "") || "");
  const [me, setMe] = useState<Person>(own);
  const [other, setOther] = useState<Person>({ name: "", phone: "" });
  const [values, setValues] = useState(body.values ?? []);
  const [isSending, setSending] = useState(false);
  const labels = c.labels.split(",");
  const roles = [body.parties[0]?.label || labels[0], body.parties[1]?.label || labels[1]];
  const converted = (body.document?.parts ?? []).some(({ conversion }) => conversion?.confirmed === false);
  const isSigned = (body.document?.parts ?? []).some(({ signed }) => signed && !signed.choice);

  const send = async () => {
    setSending(true);
    try {
      for (const [index, { conversion }] of (body.document?.parts ?? []).entries()) {
        if (conversion?.confirmed === false) await confirmConversion(id, body.document?.clean ?? "", index);
      }
      const found = await recommended(id);
      const written = withPeople(
        { ...body, values, title: title.trim(), host_name: body.host_name || me.name.trim() },
        [me, other],
        found,
        [labels[0] ?? "", labels[1] ?? ""],
      );
      await saveDraft(id, draft.version + (converted ? 1 : 0), written);
      onSent(await openDraft(id));
    } catch (problem) {
      message.error(sentence(problem), 8);
      setSending(false);
    }
  };
  const people = [
    { person: me, set: setMe, key: "me", role: roles[0], who: t.me },
    { person: other, set: setOther, key: "other", role: roles[1], who: t.other },
  ] as const;
  const shape = withPeople({ ...body, values, title }, [me, other], [], ["a", "b"]);
  const lacks = missing(shape).filter(({ what }) => what === "party" || what === "title" || what === "value");
  return (
    <div className={styles.columns}>
      <Card size="small" title={t.whoSigns}>
        <Form layout="vertical" component="div" size="large">
          <Form.Item label={c.title} htmlFor="quick-title">
            <Input
              id="quick-title"
              maxLength={100}
              value={title}
              onChange={(e) => setTitle(e.target.value)}
            />
          </Form.Item>
          {people.map(({ person, set, key, role, who }) => (
            <fieldset key={key} className={styles.person}>
              <legend>
                {role} · {who}
              </legend>
              <Input
                aria-label={`${who} ${c.name}`}
                placeholder={c.name}
                maxLength={50}
                value={person.name}
                onChange={(event) => set({ ...person, name: event.target.value })}
              />
              <Input
                aria-label={`${who} ${c.phone}`}
                placeholder={c.phone}
                type="tel"
                maxLength={20}
                value={person.phone}
                onChange={(event) => set({ ...person, phone: event.target.value })}
              />
            </fieldset>
          ))}
          <SenderValues controls={body.controls ?? []} values={values} onChange={setValues} />
          <p className={styles.soft}>{t.places}</p>
          {converted && <Alert className={styles.gap} type="warning" showIcon title={t.converted} />}
          {isSigned && <Alert className={styles.gap} type="info" showIcon title={t.signed} />}
          <Button
            block
            type="primary"
            loading={isSending}
            disabled={lacks.length > 0 || isSigned}
            onClick={send}
          >
            {t.send}
          </Button>
          <p className={styles.more}>
            <Link to={`/drafts/${id}`}>{t.toEditor}</Link>
          </p>
        </Form>
      </Card>
      <div>
        {(body.document?.pages ?? []).map(({ image }, index) => (
          <img
            key={image}
            className={styles.page}
            src={draftPageUrl(id, index + 1, image)}
            alt={t.page(index + 1)}
            loading="lazy"
          />
        ))}
      </div>
    </div>
  );
}
