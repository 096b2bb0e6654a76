/** The use record 用印记录: filtered by time, person and kind, and taken away as a file. */
import { Button, DatePicker, Empty, Select, Table } from "antd";
import { useCallback, useState } from "react";
import { SEAL_KINDS, type SealDesk, type SealUse, type UseFilter } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { LoadedView } from "@/shell/loaded-view";
import { localTime } from "@/shell/local-time";
import { useLoaded } from "@/shell/use-loaded";
import type { Employee } from "./holder-list";
import styles from "./seals.module.css";

interface UseRecordProps {
  readonly desk: SealDesk;
  /** Absent: of all seals, which can then be told apart by kind. */
  readonly seal?: string;
  readonly employees: readonly Employee[];
}

export function UseRecord({ desk, seal, employees }: UseRecordProps) {
  const t = useWords(sealWords);
  const [filter, setFilter] = useState<UseFilter>({});
  const load = useCallback(() => desk.uses(seal, filter), [desk, seal, filter]);
  const [loaded, again] = useLoaded(load);
  const change = (name: keyof UseFilter, value: UseFilter[keyof UseFilter]) => {
    const { [name]: _, ...rest } = filter;
    setFilter(value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <>
      <div className={styles.bar}>
        <DatePicker.RangePicker
          placeholder={[t.from, t.to]}
          allowEmpty={[true, true]}
          onChange={(days) => {
            const [from, to] = [days?.[0]?.startOf("day").valueOf(), days?.[1]?.endOf("day").valueOf()];
            const { from: _, to: __, ...rest } = filter;
            setFilter({ ...rest, ...(from && { from }), ...(to && { to }) });
          }}
        />
        <Select
          allowClear
          placeholder={t.who}
          aria-label={t.who}
          style={{ minWidth: 140 }}
          options={employees.map(({ no, name }) => ({ value: no, label: name }))}
          onChange={(member?: number) => change("member", member)}
        />
        {seal === undefined && (
          <Select
            allowClear
            placeholder={t.anyKind}
            aria-label={t.anyKind}
            style={{ minWidth: 160 }}
            options={SEAL_KINDS.map((kind) => ({ value: kind, label: t[`kind_${kind}`] }))}
            onChange={(kind?: UseFilter["kind"]) => change("kind", kind)}
          />
        )}
        <Button href={desk.usesFile(seal, filter)}>{t.download}</Button>
      </div>
      <LoadedView loaded={loaded} onRetry={again}>
        {(uses) => (
          <Table<SealUse>
            rowKey={(use) => `${use.seal}/${use.seq}`}
            size="middle"
            scroll={{ x: 620 }}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            locale={{ emptyText: <Empty description={t.usesEmpty} /> }}
            dataSource={[...uses]}
            columns={[
              { title: t.when, render: (_, use) => localTime(use.at) },
              ...(seal === undefined ? [{ title: t.title, dataIndex: "seal_name" }] : []),
              { title: t.who, dataIndex: "name" },
              { title: t.contract, render: (_, use) => use.title || use.contract },
              { title: t.outcome, render: (_, use) => t[`outcome_${use.outcome}`] },
            ]}
          />
        )}
      </LoadedView>
    </>
  );
}
