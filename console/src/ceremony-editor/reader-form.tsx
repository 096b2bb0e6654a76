/** 抄送: who gets a copy, and when they are told. */
import { CloseOutlined, UserAddOutlined } from "@ant-design/icons";
import { Button, Card, Input, Switch } from "antd";
import type { DraftReader } from "@/api/drafts";
import { useWords } from "@/i18n/dictionary";
import { readerWords } from "@/i18n/reader-words";
import styles from "./any-of-choice.module.css";
import type { DraftDesk } from "./use-draft";

const MOST = 20;

export function ReaderForm({ desk }: { readonly desk: DraftDesk }) {
  const t = useWords(readerWords);
  const { readers = {} } = desk.body;
  const people = readers.people ?? [];
  const set = (what: string, next: readonly DraftReader[], atSending = readers.at_sending === true) =>
    desk.change(`readers/${what}`, ({ readers: _before, ...rest }) =>
      next.length === 0 ? rest : { ...rest, readers: { at_sending: atSending, people: next } },
    );
  const write = (at: number, field: keyof DraftReader, text: string) =>
    set(
      `${at}/${field}`,
      people.map((reader, index) => (index === at ? { ...reader, [field]: text } : reader)),
    );
  return (
    <Card size="small" title={t.title}>
      <div className={styles.people}>
        <span className={styles.hint}>{t.hint}</span>
        {people.map((reader, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a reader is a place in the list
          <div key={index} className={styles.person}>
            <Input
              id={`reader-${index + 1}-name`}
              aria-label={t.name(index + 1)}
              placeholder={t.namePlaceholder}
              maxLength={50}
              value={reader.name}
              onChange={(event) => write(index, "name", event.target.value)}
            />
            <Input
              aria-label={t.address(index + 1)}
              placeholder={t.addressPlaceholder}
              maxLength={254}
              value={reader.address}
              onChange={(event) => write(index, "address", event.target.value)}
            />
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t.remove(reader.name)}
              onClick={() =>
                set(
                  "remove",
                  people.filter((_, at) => at !== index),
                )
              }
            />
          </div>
        ))}
        {people.length > 0 && (
          <label className={styles.hint} htmlFor="readers-at-sending">
            <Switch
              id="readers-at-sending"
              size="small"
              checked={readers.at_sending === true}
              onChange={(on) => set("at-sending", people, on)}
            />{" "}
            {t.atSending}
          </label>
        )}
        {people.length < MOST && (
          <Button
            type="link"
            size="small"
            className={styles.add ?? ""}
            icon={<UserAddOutlined />}
            onClick={() => set("add", [...people, { name: "", address: "" }])}
          >
            {t.add}
          </Button>
        )}
      </div>
    </Card>
  );
}
