/** Lets somebody go, with a colleague who takes over the open contracts. */
import { Modal, Select } from "antd";
import { useState } from "react";
import type { Member } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";

interface LetGoDialogProps {
  readonly member: Member;
  readonly colleagues: readonly Member[];
  readonly onLetGo: (successor?: number) => Promise<void>;
  readonly onClose: () => void;
}

export function LetGoDialog({ member, colleagues, onLetGo, onClose }: LetGoDialogProps) {
  const t = useWords(organisationWords);
  const [successor, setSuccessor] = useState<number>();
  return (
    <Modal
      open
      title={t.letGo}
      okText={t.letGo}
      okButtonProps={{ danger: true }}
      onOk={() => onLetGo(successor)}
      onCancel={onClose}
    >
      <p>{t.letGoAsk(member.name)}</p>
      <Select<number>
        style={{ width: "100%" }}
        allowClear
        placeholder={t.noSuccessor}
        value={successor ?? null}
        options={colleagues.map(({ no, name }) => ({ value: no, label: name }))}
        onChange={(no) => setSuccessor(no ?? undefined)}
      />
    </Modal>
  );
}
