/** Messages of the outbox, with the code in each set apart so that it can be read aloud. */
import { Empty, Input } from "antd";
import { useState } from "react";
import type { OutboxMessage } from "@/api/account";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { CopyButton } from "@/shell/copy-button";
import { localTime } from "@/shell/local-time";
import styles from "./message-list.module.css";

interface MessageListProps {
  readonly messages: readonly OutboxMessage[];
  /** In a drawer. */
  readonly isNarrow?: boolean;
}

export function MessageList({ messages, isNarrow = false }: MessageListProps) {
  const t = useWords(frontWords);
  const [wanted, setWanted] = useState("");
  const shown = messages.filter(({ to_phone, text }) => `${to_phone} ${text}`.includes(wanted.trim()));
  return (
    <>
      {messages.length > 5 && (
        <Input.Search
          className={styles.search}
          allowClear
          placeholder={t.outboxSearch}
          aria-label={t.outboxSearch}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {shown.length === 0 && <Empty className={styles.empty} description={t.outboxEmpty} />}
      <ul className={styles.list}>
        {shown.map((message) => (
          <li key={message.id} className={isNarrow ? styles.narrow : styles.message}>
            <div className={styles.meta}>
              <span className={styles.phone}>{message.to_phone}</span>
              <time dateTime={new Date(message.at).toISOString()}>{localTime(message.at)}</time>
            </div>
            <p className={styles.text}>{withCode(message.text)}</p>
            <Copies text={message.text} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Copies({ text }: { readonly text: string }) {
  const code = /\b\d{6}\b/.exec(text)?.[0];
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  const copied = link ?? code;
  return copied === undefined ? null : <CopyButton text={copied} name={copied} />;
}

function withCode(text: string) {
  const [code] = /\b\d{6}\b/.exec(text) ?? [];
  if (code === undefined || text.includes("http")) return text;
  const [before, after] = [text.slice(0, text.indexOf(code)), text.slice(text.indexOf(code) + code.length)];
  return (
    <>
      {before}
      <strong className={styles.code}>{code}</strong>
      {after}
    </>
  );
}
