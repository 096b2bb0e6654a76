/** Employees: who is here, where and what for; invited, suspended, let go. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Popconfirm, Table, Tag } from "antd";
import { useCallback, useState } from "react";
import type { Member, Organisation, OrganisationDesk, Placement } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import type { Act } from "@/shell/use-act";
import { InviteDialog } from "./invite-dialog";
import { LetGoDialog } from "./let-go-dialog";
import styles from "./organisations.module.css";
import { PlaceDialog } from "./place-dialog";

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
  const countOpen = useCallback(
    () => (leaving ? desk.openContracts(leaving.no) : Promise.resolve(0)),
    [desk, leaving],
  );
  const changePlace = async (no: number, placement: Placement, superior: number | null) => {
    await desk.place(no, placement);
    await desk.setSuperior(no, superior);
  };
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
          desk={desk}
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
          onSave={async (placement, superior) => {
            if (await act(changePlace(placed.no, placement, superior))) setPlaced(undefined);
          }}
          onClose={() => setPlaced(undefined)}
        />
      )}
      {leaving && (
        <LetGoDialog
          member={leaving}
          colleagues={members.filter(({ no, standing }) => no !== leaving.no && standing === "active")}
          countOpen={countOpen}
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
