/** Where one member works, what for, and to whom they report. */
import { Form, Modal } from "antd";
import { useState } from "react";
import type { Member, Organisation, Placement } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { LeaderChoice } from "./leader-choice";
import { PlacementFields } from "./placement-fields";

interface PlaceDialogProps {
  readonly member: Member;
  readonly organisation: Organisation;
  readonly onSave: (placement: Placement, superior: number | null) => Promise<void>;
  readonly onClose: () => void;
}

export function PlaceDialog({ member, organisation, onSave, onClose }: PlaceDialogProps) {
  const t = useWords(organisationWords);
  const [placement, setPlacement] = useState<Placement>(member);
  const [superior, setSuperior] = useState(member.superior);
  const { members = [] } = organisation;
  return (
    <Modal
      open
      title={member.name}
      okText={t.save}
      onOk={() => onSave({ departments: placement.departments, roles: placement.roles }, superior)}
      onCancel={onClose}
    >
      <PlacementFields organisation={organisation} value={placement} onChange={setPlacement} />
      <Form layout="vertical" component="div">
        <Form.Item htmlFor="member-superior" label={t.superior} extra={t.superiorHint}>
          <LeaderChoice
            id="member-superior"
            members={members.filter(({ no }) => no !== member.no)}
            value={superior}
            onChange={setSuperior}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
