/** What the sender can do with a contract that is under way: remind, extend, revoke. */
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { means } from "@/api/me";
import type { HostRoom } from "@/host-panel/host-room";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import { dateText } from "@/live/hub-time";
import { StepUpDialog } from "@/shell/step-up-dialog";
import { useLoaded } from "@/shell/use-loaded";
import { awaited } from "@/signing/routine/whose-turn";
import { dayEnd } from "./day-end";
import { RevokeDialog } from "./revoke-dialog";
import styles from "./routine-desk.module.css";

export function ContractActs({ room }: { readonly room: HostRoom }) {
  const t = useWords(contractPageWords);
  const { message } = App.useApp();
  const { view, give } = room;
  const [open, setOpen] = useState<"extend" | "revoke">();
  const [reason, setReason] = useState<string>();
  const [own] = useLoaded(means);
  const offset = view.policy.offset_minutes;
  const [day, setDay] = useState(view.deadline === undefined ? "" : dateText(view.deadline - 1, offset));
  const close = () => setOpen(undefined);
  if (!["filling", "preparing", "signing"].includes(view.phase)) return null;
  const remindAll = async () => {
    if (await give("remind", {})) message.success(t.reminded);
  };
  const extend = async () => {
    const deadline = dayEnd(day, offset);
    if (deadline !== undefined && (await give("extend_deadline", { deadline }))) close();
  };
  return (
    <>
      <Button type="primary" disabled={awaited(view).length === 0} onClick={remindAll}>
        {t.remindAll}
      </Button>
      <Button onClick={() => setOpen("extend")}>{t.extend}</Button>
      <Button danger onClick={() => setOpen("revoke")}>
        {t.revoke}
      </Button>
      {open === "extend" && (
        <Modal
          open
          title={t.extend}
          okText={t.save}
          okButtonProps={{ disabled: dayEnd(day, offset) === undefined }}
          onOk={extend}
          onCancel={close}
        >
          <Input
            className={styles.field}
            type="date"
            aria-label={t.extend}
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        </Modal>
      )}
      {open === "revoke" && reason === undefined && <RevokeDialog onClose={close} onRevoke={setReason} />}
      {reason !== undefined && own.state === "ready" && (
        <StepUpDialog
          means={own.value}
          onCancel={() => setReason(undefined)}
          onConfirmed={async () => {
            setReason(undefined);
            if (await give("revoke", { reason })) close();
          }}
        />
      )}
    </>
  );
}
