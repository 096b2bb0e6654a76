/** Puts a party's details right before that party was identified. */
import { Input, Modal } from "antd";
import { useState } from "react";
import type { HostRoom } from "@/host-panel/host-room";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import type { PartyView } from "@/live/protocol";
import styles from "./routine-desk.module.css";

interface CorrectDialogProps {
  readonly room: HostRoom;
  readonly party: PartyView;
  readonly onClose: () => void;
}

export function CorrectDialog({ room, party, onClose }: CorrectDialogProps) {
  const t = useWords(contractPageWords);
  const [typed, setTyped] = useState({
    name: party.name,
    phone: party.phone ?? "",
    organisation: party.organisation ?? "",
  });
  const fields = [
    { field: "name", label: t.name, longest: 50 },
    { field: "phone", label: t.phone, longest: 20 },
    { field: "organisation", label: t.organisation, longest: 80 },
  ] as const;
  const save = async () => {
    const { organisation, ...needed } = typed;
    const details = organisation.trim() === "" ? needed : typed;
    if (await room.give("correct_party", { party: party.no, ...details })) onClose();
  };
  return (
    <Modal open title={t.correctTitle(party.label)} okText={t.save} onOk={save} onCancel={onClose}>
      <p className={styles.soft}>{t.correctHint}</p>
      {fields.map(({ field, label, longest }) => (
        <label key={field} className={styles.field} htmlFor={`correct-${field}`}>
          {label}
          <Input
            id={`correct-${field}`}
            maxLength={longest}
            value={typed[field]}
            onChange={(event) => setTyped((before) => ({ ...before, [field]: event.target.value }))}
          />
        </label>
      ))}
    </Modal>
  );
}
