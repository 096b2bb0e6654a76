import { Input, Modal } from "antd";
import { useId, useState } from "react";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./host-desk.module.css";

interface ReasonDialogProps {
  readonly title: string;
  readonly hint?: string;
  readonly suggestion?: string;
  readonly isDanger?: boolean;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks for the reason of an act that others will see; at most 100 characters, as the hub takes them. */
export function ReasonDialog({
  title,
  hint,
  suggestion = "",
  isDanger,
  onReason,
  onClose,
}: ReasonDialogProps) {
  const t = useWords(hostWords);
  const id = useId();
  const [reason, setReason] = useState(suggestion);
  return (
    <Modal
      open
      title={title}
      okText={title.replace(/[？?]$/, "")}
      okButtonProps={{ disabled: reason.trim() === "", danger: isDanger === true }}
      onOk={() => onReason(reason.trim())}
      onCancel={onClose}
    >
      {hint && <p className={styles.soft}>{hint}</p>}
      <label htmlFor={id} className={styles.reason}>
        {t.reasonLabel}
        <Input
          id={id}
          autoFocus
          maxLength={100}
          showCount
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className={styles.soft}>{t.reasonHint}</p>
    </Modal>
  );
}
