/** A button for what needs a reason in words. */
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";

interface ReasonButtonProps {
  readonly label: string;
  readonly ask?: string;
  /** Says whether it was taken. */
  readonly onGiven: (reason: string) => Promise<boolean>;
}

export function ReasonButton({ label, ask, onGiven }: ReasonButtonProps) {
  const t = useWords(sealWords);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const give = async () => {
    if (await onGiven(reason)) setOpen(false);
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={isOpen}
        title={label}
        okText={label}
        cancelText={t.cancel}
        okButtonProps={{ danger: true, disabled: reason.trim() === "" }}
        onOk={give}
        onCancel={() => setOpen(false)}
      >
        <p>{ask ?? t.reasonAsk}</p>
        <Input.TextArea
          value={reason}
          maxLength={200}
          rows={3}
          aria-label={t.reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
