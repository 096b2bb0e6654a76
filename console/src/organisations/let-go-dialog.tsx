/** Lets somebody go, with a colleague who takes over the open contracts. */
import { Modal, Select } from "antd";
import { useState } from "react";
import type { Member } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { useLoaded } from "@/shell/use-loaded";

interface LetGoDialogProps {
  readonly member: Member;
  readonly colleagues: readonly Member[];
  /** Counts what is open; asked when the dialog opens. */
  readonly countOpen: () => Promise<number>;
  readonly onLetGo: (successor?: number) => Promise<void>;
  readonly onClose: () => void;
}

export function LetGoDialog({ member, colleagues, countOpen, onLetGo, onClose }: LetGoDialogProps) {
  const t = useWords(organisationWords);
  const [successor, setSuccessor] = useState<number>();
  const [open] = useLoaded(countOpen);
  const isMissing = open.state === "ready" && open.value > 0 && successor === undefined;
  return (
    <Modal
      open
      title={t.letGo}
      okText={t.letGo}
      okButtonProps={{ danger: true, disabled: isMissing, loading: open.state === "loading" }}
      onOk={() => onLetGo(successor)}
      onCancel={onClose}
    >
      <p>{t.letGoAsk(member.name)}</p>
      {open.state === "ready" && <p role="status">{t.openContracts(open.value)}</p>}
      <Select<number>
        style={{ width: "100%" }}
        allowClear
        placeholder={isMissing ? t.chooseSuccessor : t.noSuccessor}
        value={successor ?? null}
        options={colleagues.map(({ no, name }) => ({ value: no, label: name }))}
        onChange={(no) => setSuccessor(no ?? undefined)}
      />
    </Modal>
  );
}
