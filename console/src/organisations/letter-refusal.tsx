/** Asks for the reason before a letter of authority is sent back. */
import { Input, Modal } from "antd";
import { useState } from "react";
import { letterWords } from "@/i18n/console-letter-words";
import { useWords } from "@/i18n/dictionary";

interface LetterRefusalProps {
  readonly onRefuse: (reason: string) => void;
  readonly onClose: () => void;
}

export function LetterRefusal({ onRefuse, onClose }: LetterRefusalProps) {
  const t = useWords(letterWords);
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={t.refuse}
      okText={t.refuse}
      okButtonProps={{ disabled: reason.trim() === "" }}
      onOk={() => onRefuse(reason)}
      onCancel={onClose}
    >
      <Input.TextArea
        rows={3}
        maxLength={200}
        value={reason}
        aria-label={t.refuseAsk}
        placeholder={t.refuseAsk}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
