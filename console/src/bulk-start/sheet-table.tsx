/** The rows of a sheet, a hundred at a time: who signs, what is wrong, what became of it. */
import { Table, Tag } from "antd";
import { Link } from "react-router";
import type { BulkStart, SheetLine } from "@/api/bulk-starts";
import { bulkWords } from "@/i18n/console-bulk-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./bulk-start.module.css";

const PAGE = 100;

interface SheetTableProps {
  readonly shown: BulkStart;
  readonly from: number;
  readonly onPage: (from: number) => void;
}

export function SheetTable({ shown, from, onPage }: SheetTableProps) {
  const t = useWords(bulkWords);
  return (
    <div className={styles.table}>
      <Table<SheetLine>
        size="small"
        rowKey="line"
        dataSource={[...shown.lines]}
        pagination={{
          pageSize: PAGE,
          current: from / PAGE + 1,
          total: shown.rows,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: (page) => onPage((page - 1) * PAGE),
        }}
        columns={[
          { title: t.line, dataIndex: "line", width: 64 },
          { title: t.contract, responsive: ["sm"], render: (_, line) => line.title ?? shown.template_name },
          { title: t.people, render: (_, line) => line.people.map(({ name }) => name).join("、") },
          { title: t.outcome, render: (_, line) => <Outcome shown={shown} line={line} /> },
        ]}
      />
    </div>
  );
}

function Outcome({ shown, line }: { readonly shown: BulkStart; readonly line: SheetLine }) {
  const t = useWords(bulkWords);
  if (line.problems.length > 0) {
    return line.problems.map(({ heading, detail }) => (
      <span key={heading} className={styles.problem}>
        {heading === "" ? detail : `${heading}：${detail}`}
      </span>
    ));
  }
  switch (line.outcome?.row) {
    case "started":
      return <Link to={`/host/${line.outcome.contract}`}>{t.started}</Link>;
    case "awaits_approval":
      return (
        <Link to={`/organisations/${shown.organisation}/approvals/${line.outcome.approval}`}>
          {t.approving}
        </Link>
      );
    case "refused":
      return (
        <span className={styles.problem}>
          {t.notStarted}：{line.detail}
        </span>
      );
    default:
      return (
        <Tag>
          {shown.state === "prepared" ? t.fine : shown.state === "under_way" ? t.waits : t.notStarted}
        </Tag>
      );
  }
}
