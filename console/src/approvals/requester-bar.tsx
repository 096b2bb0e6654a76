/** What the requester can still do: remind those who are asked, or take the request back. */
import { App, Button, Popconfirm } from "antd";
import type { ApprovalDesk, ApprovalDetail } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import type { Act } from "@/shell/use-act";
import styles from "./approvals.module.css";

interface RequesterBarProps {
  readonly desk: ApprovalDesk;
  readonly approval: ApprovalDetail;
  readonly act: Act;
}

export function RequesterBar({ desk, approval, act }: RequesterBarProps) {
  const t = useWords(approvalWords);
  const { message } = App.useApp();
  const { id, me } = approval;
  const remind = async () => {
    if (await act(desk.remind(id))) message.success(t.reminded);
  };
  return (
    <div className={`${styles.actions} ${styles.bar}`}>
      {me.may_remind && <Button onClick={remind}>{t.remind}</Button>}
      {me.may_withdraw && (
        <Popconfirm title={t.withdraw} description={t.withdrawAsk} onConfirm={() => act(desk.withdraw(id))}>
          <Button danger>{t.withdraw}</Button>
        </Popconfirm>
      )}
    </div>
  );
}
