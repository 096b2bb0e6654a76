/** Who will get a copy, before it is sent. */
import { Card } from "antd";
import { useWords } from "@/i18n/dictionary";
import { readerWords } from "@/i18n/reader-words";
import styles from "./editor.module.css";
import type { DraftDesk } from "./use-draft";

export function ReaderList({ desk }: { readonly desk: DraftDesk }) {
  const t = useWords(readerWords);
  const { at_sending = false, people = [] } = desk.body.readers ?? {};
  if (people.length === 0) return null;
  return (
    <Card size="small" title={t.title} extra={at_sending ? t.told : t.toldAtEnd}>
      <ul className={styles.lacks}>
        {people.map(({ name, address }) => (
          <li key={address}>{[name, address].join(" · ")}</li>
        ))}
      </ul>
    </Card>
  );
}
