/** 转交: one colleague acts instead. */
import { Modal, Select } from "antd";
import { useState } from "react";
import type { Colleagues } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";

interface DelegateDialogProps {
  readonly colleagues: Colleagues;
  readonly onGiven: (to: number) => Promise<void>;
  readonly onClosed: () => void;
}

export function DelegateDialog({ colleagues, onGiven, onClosed }: DelegateDialogProps) {
  const t = useWords(approvalWords);
  const [to, setTo] = useState<number>();
  return (
    <Modal
      open
      title={t.delegate}
      okText={t.delegate}
      cancelText={t.cancel}
      okButtonProps={{ disabled: to === undefined }}
      onOk={() => (to === undefined ? undefined : onGiven(to))}
      onCancel={onClosed}
    >
      <p>{t.delegateAsk}</p>
      <Select<number>
        style={{ width: "100%" }}
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t.colleague}
        placeholder={t.colleague}
        value={to ?? null}
        options={colleagues.people
          .filter((person) => !person.me)
          .map(({ no, name }) => ({ value: no, label: name }))}
        onChange={(no) => setTo(no ?? undefined)}
      />
    </Modal>
  );
}
