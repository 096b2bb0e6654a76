/** 或签: further people of a party, any one of whom may sign instead. */
import { CloseOutlined, UserAddOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import type { DraftCandidate } from "@/api/drafts";
import { anyOfWords } from "@/i18n/any-of-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./any-of-choice.module.css";
import type { DraftDesk } from "./use-draft";

/** Besides the person that the party names first. */
const MOST = 9;

export function AnyOfChoice({ desk, no }: { readonly desk: DraftDesk; readonly no: number }) {
  const t = useWords(anyOfWords);
  const { body, change } = desk;
  const party = body.parties[no - 1];
  if (body.policy.course !== "routine" || !party || party.auto) return null;
  const people = party.any_of ?? [];
  const set = (what: string, next: readonly DraftCandidate[]) =>
    change(`party/${no}/any-of/${what}`, (before) => ({
      ...before,
      parties: before.parties.map((each, index) => {
        if (index + 1 !== no) return each;
        const { any_of: _before, ...rest } = each;
        if (next.length === 0) return rest;
        // One of several has no document of its own.
        const { paper: _document, ...alone } = rest;
        return { ...alone, any_of: next };
      }),
    }));
  const write = (at: number, field: keyof DraftCandidate, text: string) =>
    set(
      `${at}/${field}`,
      people.map((person, index) => (index === at ? { ...person, [field]: text } : person)),
    );
  return (
    <div className={styles.people}>
      {people.length > 0 && <span className={styles.hint}>{t.hint(party.label)}</span>}
      {people.map((person, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a person is a place in the list
        <div key={index} className={styles.person}>
          <Input
            aria-label={t.name(party.label, index + 1)}
            placeholder={t.namePlaceholder}
            maxLength={50}
            value={person.name}
            onChange={(event) => write(index, "name", event.target.value)}
          />
          <Input
            aria-label={t.phone(party.label, index + 1)}
            placeholder={t.phonePlaceholder}
            type="tel"
            maxLength={20}
            value={person.phone}
            onChange={(event) => write(index, "phone", event.target.value)}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={t.remove(person.name)}
            onClick={() =>
              set(
                "remove",
                people.filter((_, at) => at !== index),
              )
            }
          />
        </div>
      ))}
      {people.length < MOST && (
        <Button
          type="link"
          size="small"
          className={styles.add ?? ""}
          icon={<UserAddOutlined />}
          onClick={() => set("add", [...people, { name: "", phone: "" }])}
        >
          {t.add(party.label)}
        </Button>
      )}
    </div>
  );
}
