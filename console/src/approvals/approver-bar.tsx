/** What an approver does: within reach of the thumb at the foot of a phone, at the end of the page on a desk. */
import { Button, Dropdown } from "antd";
import { useState } from "react";
import type { ApprovalDesk, ApprovalDetail, Colleagues } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import type { Act } from "@/shell/use-act";
import { AddStepDialog } from "./add-step-dialog";
import styles from "./approvals.module.css";
import { DelegateDialog } from "./delegate-dialog";
import { WordsDialog } from "./words-dialog";

interface ApproverBarProps {
  readonly desk: ApprovalDesk;
  readonly approval: ApprovalDetail;
  readonly colleagues: Colleagues;
  readonly act: Act;
}

type Asking = "pass" | "send_back" | "refuse" | "delegate" | "add_step";

export function ApproverBar({ desk, approval, colleagues, act }: ApproverBarProps) {
  const t = useWords(approvalWords);
  const [asking, setAsking] = useState<Asking>();
  const { id } = approval;
  const close = () => setAsking(undefined);
  const give = async (command: Promise<void>) => {
    if (await act(command)) close();
  };
  return (
    <div className={`${styles.actions} ${styles.bar}`}>
      <Button type="primary" onClick={() => setAsking("pass")}>
        {t.pass}
      </Button>
      <Button onClick={() => setAsking("send_back")}>{t.sendBack}</Button>
      <Button danger onClick={() => setAsking("refuse")}>
        {t.refuse}
      </Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "delegate", label: t.delegate, onClick: () => setAsking("delegate") },
            { key: "add_step", label: t.addStep, onClick: () => setAsking("add_step") },
          ],
        }}
      >
        <Button>{t.more}</Button>
      </Dropdown>
      {asking === "pass" && (
        <WordsDialog
          title={t.pass}
          label={t.opinion}
          onGiven={(words) => give(desk.pass(id, words))}
          onClosed={close}
        />
      )}
      {asking === "send_back" && (
        <WordsDialog
          title={t.sendBack}
          ask={t.sendBackAsk}
          label={t.reason}
          isNeeded
          onGiven={(words) => give(desk.sendBack(id, words))}
          onClosed={close}
        />
      )}
      {asking === "refuse" && (
        <WordsDialog
          title={t.refuse}
          ask={t.refuseAsk}
          label={t.reason}
          isNeeded
          isDanger
          onGiven={(words) => give(desk.refuse(id, words))}
          onClosed={close}
        />
      )}
      {asking === "delegate" && (
        <DelegateDialog
          colleagues={colleagues}
          onGiven={(to) => give(desk.delegate(id, to))}
          onClosed={close}
        />
      )}
      {asking === "add_step" && (
        <AddStepDialog
          colleagues={colleagues}
          onGiven={(step) => give(desk.addStep(id, step))}
          onClosed={close}
        />
      )}
    </div>
  );
}
