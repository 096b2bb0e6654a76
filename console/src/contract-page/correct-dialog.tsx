/** Puts a party's details right before that party was identified. */
import { Input, Modal } from "antd";
import { useState } from "react";
import { DOCUMENTS, type Paper } from "@/api/me";
import { PaperFields } from "@/components/paper-fields";
import type { HostRoom } from "@/host-panel/host-room";
import { accountWords } from "@/i18n/console-account-words";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import { paperWords } from "@/i18n/paper-words";
import type { PartyView } from "@/live/protocol";
import styles from "./routine-desk.module.css";

interface CorrectDialogProps {
  readonly room: HostRoom;
  readonly party: PartyView;
  readonly onClose: () => void;
}

export function CorrectDialog({ room, party, onClose }: CorrectDialogProps) {
  const t = useWords(contractPageWords);
  const p = useWords(paperWords);
  const a = useWords(accountWords);
  const [typed, setTyped] = useState({
    name: party.name,
    phone: party.phone ?? "",
    organisation: party.organisation ?? "",
  });
  const [paper, setPaper] = useState(paperOf(party));
  const fields = [
    { field: "name", label: t.name, longest: 50 },
    { field: "phone", label: t.phone, longest: 20 },
    { field: "organisation", label: t.organisation, longest: 80 },
  ] as const;
  const save = async () => {
    const { organisation, ...needed } = typed;
    const details = organisation.trim() === "" ? needed : typed;
    if (await room.give("correct_party", { party: party.no, ...details, ...(paper && { paper }) })) onClose();
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
      <div className={styles.field}>
        {p.paper}
        <PaperFields
          kinds={DOCUMENTS.map((kind) => ({ value: kind, label: a[`document_${kind}`] }))}
          value={paper}
          labels={{ kind: p.kind(party.label), number: p.number(party.label), none: p.none }}
          onChange={setPaper}
        />
      </div>
    </Modal>
  );
}

/** As it stands in the view: kind and number with a blank between. */
function paperOf(party: PartyView): Paper | undefined {
  const [name, number] = party.paper?.split(" ") ?? [];
  const kind = DOCUMENTS.find((each) => each === name);
  return kind && number !== undefined ? { kind, number } : undefined;
}
