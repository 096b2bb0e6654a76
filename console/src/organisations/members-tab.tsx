/** Employees: who is here, where and what for; invited, suspended, let go. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Modal, Popconfirm, Select, Table, Tag } from "antd";
import { useState } from "react";
import type { Member, Organisation, OrganisationDesk, Placement } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import type { Act } from "@/shell/use-act";
import { InviteDialog } from "./invite-dialog";
import styles from "./organisations.module.css";
import { PlacementFields } from "./placement-fields";

interface MembersTabProps {
  readonly organisation: Organisation;
  readonly desk: OrganisationDesk;
  readonly act: Act;
}

const COLORS = { invited: "gold", active: "success", suspended: "default" } as const;

export function MembersTab({ organisation, desk, act }: MembersTabProps) {
  const t = useWords(organisationWords);
  const { members = [], departments = [], roles = [] } = organisation;
  const [isInviting, setInviting] = useState(false);
  const [placed, setPlaced] = useState<Member>();
  const [leaving, setLeaving] = useState<Member>();
  const namesOf = (numbers: readonly number[], among: readonly { no: number; name: string }[]) =>
    numbers.map((no) => among.find((one) => one.no === no)?.name ?? no).join("、");
  return (
    <>
      <div className={styles.bar}>
        <span />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setInviting(true)}>
          {t.invite}
        </Button>
      </div>
      <Table<Member>
        rowKey="no"
        size="middle"
        scroll={{ x: 720 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        dataSource={[...members]}
        columns={[
          {
            title: t.personName,
            render: (_, member) => (
              <>
                {member.name} {member.super_administrator && <Tag color="blue">{t.superAdministrator}</Tag>}
              </>
            ),
          },
          { title: t.phone, dataIndex: "phone_masked" },
          { title: t.memberDepartments, render: (_, member) => namesOf(member.departments, departments) },
          { title: t.memberRoles, render: (_, member) => namesOf(member.roles, roles) },
          {
            title: t.standing,
            render: (_, member) => <Tag color={COLORS[member.standing]}>{t[member.standing]}</Tag>,
          },
          {
            key: "actions",
            render: (_, member) => (
              <MemberActions
                member={member}
                desk={desk}
                act={act}
                onPlace={() => setPlaced(member)}
                onLetGo={() => setLeaving(member)}
              />
            ),
          },
        ]}
      />
      {isInviting && (
        <InviteDialog
          organisation={organisation}
          onInvite={async (people) => {
            if (await act(desk.invite(people))) setInviting(false);
          }}
          onClose={() => setInviting(false)}
        />
      )}
      {placed && (
        <PlaceDialog
          member={placed}
          organisation={organisation}
          onSave={async (placement) => {
            if (await act(desk.place(placed.no, placement))) setPlaced(undefined);
          }}
          onClose={() => setPlaced(undefined)}
        />
      )}
      {leaving && (
        <LetGoDialog
          member={leaving}
          colleagues={members.filter(({ no, standing }) => no !== leaving.no && standing === "active")}
          onLetGo={async (successor) => {
            if (await act(desk.letGo(leaving.no, successor))) setLeaving(undefined);
          }}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

interface MemberActionsProps {
  readonly member: Member;
  readonly desk: OrganisationDesk;
  readonly act: Act;
  readonly onPlace: () => void;
  readonly onLetGo: () => void;
}

function MemberActions({ member, desk, act, onPlace, onLetGo }: MemberActionsProps) {
  const t = useWords(organisationWords);
  const isFixed = member.super_administrator || member.legal_representative;
  return (
    <span className={styles.actions}>
      <Button size="small" onClick={onPlace}>
        {t.edit}
      </Button>
      {member.standing === "invited" && (
        <Popconfirm title={`${t.withdraw}？`} onConfirm={() => act(desk.withdrawInvitation(member.no))}>
          <Button size="small">{t.withdraw}</Button>
        </Popconfirm>
      )}
      {member.standing === "active" && !isFixed && (
        <Button size="small" onClick={() => act(desk.suspend(member.no, true))}>
          {t.suspend}
        </Button>
      )}
      {member.standing === "suspended" && (
        <Button size="small" onClick={() => act(desk.suspend(member.no, false))}>
          {t.resume}
        </Button>
      )}
      {member.standing !== "invited" && !isFixed && (
        <Button size="small" danger onClick={onLetGo}>
          {t.letGo}
        </Button>
      )}
    </span>
  );
}

interface PlaceDialogProps {
  readonly member: Member;
  readonly organisation: Organisation;
  readonly onSave: (placement: Placement) => Promise<void>;
  readonly onClose: () => void;
}

function PlaceDialog({ member, organisation, onSave, onClose }: PlaceDialogProps) {
  const t = useWords(organisationWords);
  const [placement, setPlacement] = useState<Placement>(member);
  return (
    <Modal
      open
      title={member.name}
      okText={t.save}
      onOk={() => onSave({ departments: placement.departments, roles: placement.roles })}
      onCancel={onClose}
    >
      <PlacementFields organisation={organisation} value={placement} onChange={setPlacement} />
    </Modal>
  );
}

interface LetGoDialogProps {
  readonly member: Member;
  readonly colleagues: readonly Member[];
  readonly onLetGo: (successor?: number) => Promise<void>;
  readonly onClose: () => void;
}

function LetGoDialog({ member, colleagues, onLetGo, onClose }: LetGoDialogProps) {
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
