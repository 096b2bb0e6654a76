/** The change record 变更记录 of a seal. */
import { Button, Table } from "antd";
import { useCallback } from "react";
import type { SealChange, SealDesk } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { LoadedView } from "@/shell/loaded-view";
import { localTime } from "@/shell/local-time";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./seals.module.css";

interface ChangeRecordProps {
  readonly desk: SealDesk;
  readonly seal: string;
}

export function ChangeRecord({ desk, seal }: ChangeRecordProps) {
  const t = useWords(sealWords);
  const load = useCallback(() => desk.changes(seal), [desk, seal]);
  const [loaded, again] = useLoaded(load);
  const name = (what: string) => {
    const word = `change_${what}`;
    return isWord(t, word) ? t[word] : what;
  };
  return (
    <>
      <div className={styles.bar}>
        <Button href={desk.changesFile(seal)}>{t.download}</Button>
      </div>
      <LoadedView loaded={loaded} onRetry={again}>
        {(changes) => (
          <Table<SealChange>
            rowKey="seq"
            size="middle"
            scroll={{ x: 560 }}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            dataSource={[...changes]}
            columns={[
              { title: t.when, render: (_, change) => localTime(change.at) },
              {
                title: t.what,
                render: (_, change) =>
                  [name(change.what), change.holder_name].filter((part) => part !== null).join(" · "),
              },
              { title: t.by, render: (_, change) => change.by_name ?? t.platform },
              { title: t.words, dataIndex: "words" },
            ]}
          />
        )}
      </LoadedView>
    </>
  );
}

type Changes<Words> = Extract<keyof Words, `change_${string}`>;

function isWord<Words extends object>(words: Words, name: string): name is Changes<Words> & string {
  return name in words;
}
