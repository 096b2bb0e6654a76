/** 作废: whether a signed contract is void, whether an agreement to void it waits, and how to prepare one. */
import { Alert, App, Button, Input, Modal } from "antd";
import { useCallback, useState } from "react";
import { Link, useNavigate } from "react-router";
import { draftVoid, voidStanding } from "@/api/contracts";
import { sentence } from "@/api/problem";
import { type HostRoom, isReader } from "@/host-panel/host-room";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import { useLoaded } from "@/shell/use-loaded";
import styles from "./routine-desk.module.css";

const ENDED = ["refused", "fill_refused", "revoked", "expired", "invalid"];
const LONGEST = 200;

export function VoidNotice({ room }: { readonly room: HostRoom }) {
  const t = useWords(contractPageWords);
  const { contract } = room.seat;
  const [isOpen, setOpen] = useState(false);
  const load = useCallback(() => voidStanding(contract), [contract]);
  const [standing] = useLoaded(load);
  if (standing.state !== "ready" || room.view.policy.demo) return null;
  const waiting = standing.value.agreements.find(({ state }) => !ENDED.includes(state));
  if (waiting) {
    const isVoid = standing.value.void;
    return (
      <Alert
        className={styles.reader}
        type={isVoid ? "error" : "warning"}
        showIcon
        title={isVoid ? t.voided : t.voidWaits}
        action={<Link to={`/host/${waiting.id}`}>{t.seeAgreement}</Link>}
      />
    );
  }
  if (isReader(room)) return null;
  return (
    <p className={styles.reader}>
      <Button onClick={() => setOpen(true)}>{t.void}</Button>
      {isOpen && <VoidDialog contract={contract} onClose={() => setOpen(false)} />}
    </p>
  );
}

function VoidDialog({ contract, onClose }: { readonly contract: string; readonly onClose: () => void }) {
  const t = useWords(contractPageWords);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [reserved, setReserved] = useState("");
  const [isBusy, setBusy] = useState(false);
  const prepare = async () => {
    setBusy(true);
    try {
      navigate(`/drafts/${await draftVoid(contract, reason.trim(), reserved.trim())}`);
    } catch (problem) {
      message.error(sentence(problem), 6);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t.voidTitle}
      okText={t.voidNext}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: reason.trim() === "" }}
      onOk={prepare}
      onCancel={onClose}
    >
      <p className={styles.soft}>{t.voidHint}</p>
      <label className={styles.field} htmlFor="void-reason">
        {t.voidReason}
        <Input.TextArea
          id="void-reason"
          rows={3}
          maxLength={LONGEST}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <label className={styles.field} htmlFor="void-reserved">
        {t.voidReserved}
        <Input.TextArea
          id="void-reserved"
          rows={2}
          maxLength={LONGEST}
          value={reserved}
          onChange={({ target }) => setReserved(target.value)}
        />
      </label>
    </Modal>
  );
}
