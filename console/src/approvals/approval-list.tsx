/** 审批: what waits for one, what one asked for, what one has handled. */
import { Empty, Tabs } from "antd";
import { Link } from "react-router";
import type { ApprovalRow } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import styles from "./approvals.module.css";
import { OutcomeTag } from "./outcome-tag";

interface ApprovalListProps {
  readonly waiting: readonly ApprovalRow[];
  readonly requested: readonly ApprovalRow[];
  readonly handled: readonly ApprovalRow[];
}

export function ApprovalList({ waiting, requested, handled }: ApprovalListProps) {
  const t = useWords(approvalWords);
  const tab = (key: string, label: string, rows: readonly ApprovalRow[], nothing: string) => ({
    key,
    label: `${label} ${rows.length}`,
    children: <Rows rows={rows} nothing={nothing} />,
  });
  return (
    <Tabs
      items={[
        tab("waiting", t.waiting, waiting, t.noWaiting),
        tab("requested", t.requested, requested, t.noRequested),
        tab("handled", t.handled, handled, t.noHandled),
      ]}
    />
  );
}

function Rows({ rows, nothing }: { readonly rows: readonly ApprovalRow[]; readonly nothing: string }) {
  if (rows.length === 0) return <Empty description={nothing} />;
  return (
    <ul className={styles.rows}>
      {rows.map((row) => (
        <li key={row.id}>
          <Row row={row} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row }: { readonly row: ApprovalRow }) {
  const t = useWords(approvalWords);
  const { id, organisation, organisation_name, act, title, requester_name, outcome, instead_of = [] } = row;
  return (
    <Link className={styles.row} to={`/organisations/${organisation}/approvals/${id}`}>
      <span className={styles.grow}>
        <span className={styles.name}>{title}</span>
        <span className={styles.soft}>
          {[t[`act_${act}`], t.by(requester_name), organisation_name, localTime(row.requested_at)].join(
            " · ",
          )}
        </span>
        {instead_of.length > 0 && (
          <span className={styles.soft}>
            <br />
            {t.insteadOf(instead_of.join("、"))}
          </span>
        )}
      </span>
      {outcome === "pending" && <span className={styles.soft}>{t.stepOf(row.step, row.steps)}</span>}
      <OutcomeTag outcome={outcome} />
    </Link>
  );
}
