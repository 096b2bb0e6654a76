/** Roles: built-in ones and the organisation's own, each with its rights and how far they reach. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Modal, Radio, Switch, Table, Tag } from "antd";
import { useState } from "react";
import {
  type Organisation,
  type OrganisationDesk,
  type PermissionBranch,
  type Role,
  type RoleBody,
  SCOPES,
} from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import type { Act } from "@/shell/use-act";
import styles from "./organisations.module.css";
import { PermissionTree } from "./permission-tree";

interface RolesTabProps {
  readonly organisation: Organisation;
  readonly desk: OrganisationDesk;
  readonly act: Act;
}

type Edited = RoleBody & { readonly no?: number };
const NEW: Edited = { name: "", description: "", permissions: ["view_contracts"], scope: "own" };

export function RolesTab({ organisation, desk, act }: RolesTabProps) {
  const t = useWords(organisationWords);
  const { roles = [], permission_tree: tree = [], me } = organisation;
  const mayChange = me.rights.includes("manage_roles");
  const [edited, setEdited] = useState<Edited>();
  const save = async ({ no, ...role }: Edited) => {
    if (await act(desk.setRole(role, no))) setEdited(undefined);
  };
  return (
    <>
      {mayChange && (
        <div className={styles.bar}>
          <span />
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited(NEW)}>
            {t.newRole}
          </Button>
        </div>
      )}
      <Table<Role>
        rowKey="no"
        size="middle"
        scroll={{ x: 640 }}
        pagination={false}
        dataSource={[...roles]}
        columns={[
          {
            title: t.roleName,
            render: (_, role) => (
              <>
                {role.name} {role.built_in && <Tag>{t.builtIn}</Tag>}
              </>
            ),
          },
          {
            title: t.rights,
            render: (_, role) => (
              <span className={styles.rights}>
                {role.permissions.map((right) => (
                  <Tag key={right}>{t[`right_${right}`]}</Tag>
                ))}
              </span>
            ),
          },
          { title: t.scope, render: (_, role) => t[`scope_${role.scope}`] },
          {
            key: "actions",
            render: (_, role) => (
              <span className={styles.actions}>
                <Switch
                  checked={role.enabled}
                  disabled={!mayChange}
                  aria-label={role.name}
                  onChange={(on) => act(desk.enableRole(role.no, on))}
                />
                {mayChange && !role.built_in && (
                  <Button size="small" onClick={() => setEdited(role)}>
                    {t.edit}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {edited && (
        <RoleDialog
          edited={edited}
          tree={tree}
          onChange={setEdited}
          onSave={save}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

interface RoleDialogProps {
  readonly edited: Edited;
  readonly tree: readonly PermissionBranch[];
  readonly onChange: (role: Edited) => void;
  readonly onSave: (role: Edited) => Promise<void>;
  readonly onClose: () => void;
}

function RoleDialog({ edited, tree, onChange, onSave, onClose }: RoleDialogProps) {
  const t = useWords(organisationWords);
  const { no, name, description, permissions, scope } = edited;
  return (
    <Modal
      open
      title={no === undefined ? t.newRole : name}
      okText={t.save}
      okButtonProps={{ disabled: name.trim() === "" }}
      onOk={() =>
        onSave(
          no === undefined
            ? { name, description, permissions, scope }
            : { no, name, description, permissions, scope },
        )
      }
      onCancel={onClose}
    >
      <Form layout="vertical" component="div">
        <Form.Item htmlFor="role-name" label={t.roleName}>
          <Input
            id="role-name"
            value={name}
            maxLength={20}
            onChange={(event) => onChange({ ...edited, name: event.target.value })}
          />
        </Form.Item>
        <Form.Item htmlFor="role-description" label={t.description}>
          <Input
            id="role-description"
            value={description}
            maxLength={50}
            onChange={(event) => onChange({ ...edited, description: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t.rights}>
          <PermissionTree
            tree={tree}
            given={permissions}
            onChange={(rights) => onChange({ ...edited, permissions: rights })}
          />
        </Form.Item>
        <Form.Item label={t.scope}>
          <Radio.Group
            aria-label={t.scope}
            value={scope}
            options={SCOPES.map((one) => ({ value: one, label: t[`scope_${one}`] }))}
            onChange={(event) => onChange({ ...edited, scope: event.target.value })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
