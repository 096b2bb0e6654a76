/** Revoking: a reason of 4 to 20 characters as people count them, and a second question. */
import { Input, Modal } from "antd";
import { useState } from "react";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./routine-desk.module.css";

interface RevokeDialogProps {
  readonly onRevoke: (reason: string) => void;
  readonly onClose: () => void;
}

export function RevokeDialog({ onRevoke, onClose }: RevokeDialogProps) {
  const t = useWords(contractPageWords);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const given = reason.trim();
  const length = [...given].length;
  return (
    <Modal
      open
      title={isAsked ? t.revokeAgain : t.revokeTitle}
      okText={isAsked ? t.revokeConfirm : t.revokeNext}
      okButtonProps={{ danger: true, disabled: length < 4 || length > 20 }}
      onOk={() => (isAsked ? onRevoke(given) : setAsked(true))}
      onCancel={onClose}
    >
      <p className={styles.soft}>{t.revokeHint}</p>
      <label className={styles.field} htmlFor="revoke-reason">
        {t.revokeReason}
        <Input
          id="revoke-reason"
          disabled={isAsked}
          value={reason}
          suffix={`${length} / 20`}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Modal>
  );
}
