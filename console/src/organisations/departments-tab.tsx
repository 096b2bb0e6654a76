/** The tree of departments. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Empty, Form, Input, Modal, Popconfirm, Select, Tree } from "antd";
import { useState } from "react";
import type { Department, Organisation, OrganisationDesk } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import type { Act } from "@/shell/use-act";
import { LeaderChoice } from "./leader-choice";
import styles from "./organisations.module.css";

interface DepartmentsTabProps {
  readonly organisation: Organisation;
  readonly desk: OrganisationDesk;
  readonly act: Act;
}

interface Branch {
  readonly key: number;
  readonly title: string;
  readonly children: Branch[];
}

type Edited = Omit<Department, "no" | "head"> & { readonly no?: number; readonly head?: number | null };

export function DepartmentsTab({ organisation, desk, act }: DepartmentsTabProps) {
  const t = useWords(organisationWords);
  const { departments = [], members = [] } = organisation;
  const [edited, setEdited] = useState<Edited>();
  const below = (parent: number): Branch[] =>
    departments
      .filter((department) => department.parent === parent)
      .map(({ no, name, head }) => ({ key: no, title: titleOf(name, head), children: below(no) }));
  const titleOf = (name: string, head: number | null) => {
    const leader = members.find((member) => member.no === head);
    return leader ? `${name} · ${leader.name}` : name;
  };
  const change = async (no: number, { name, parent, head = null }: Edited) => {
    await desk.changeDepartment({ no, name, parent });
    await desk.setDepartmentHead(no, head);
  };
  const save = async (changed: Edited) => {
    const { no, name, parent } = changed;
    const command = no === undefined ? desk.makeDepartment(name, parent) : change(no, changed);
    if (await act(command)) setEdited(undefined);
  };
  return (
    <>
      <div className={styles.bar}>
        <span />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited({ name: "", parent: 0 })}>
          {t.newDepartment}
        </Button>
      </div>
      {departments.length === 0 ? (
        <Empty description={t.noDepartments} />
      ) : (
        <Tree
          defaultExpandAll
          blockNode
          selectable={false}
          treeData={below(0)}
          titleRender={({ key, title }) => (
            <span className={styles.bar}>
              {title}
              <span className={styles.actions}>
                <Button
                  size="small"
                  onClick={() => setEdited(departments.find((department) => department.no === key))}
                >
                  {t.edit}
                </Button>
                <Popconfirm title={t.removeAsk} onConfirm={() => act(desk.removeDepartment(key))}>
                  <Button size="small" danger>
                    {t.remove}
                  </Button>
                </Popconfirm>
              </span>
            </span>
          )}
        />
      )}
      {edited && (
        <Modal
          open
          title={edited.no === undefined ? t.newDepartment : edited.name}
          okText={t.save}
          okButtonProps={{ disabled: edited.name.trim() === "" }}
          onOk={() => save(edited)}
          onCancel={() => setEdited(undefined)}
        >
          <Form layout="vertical" component="div">
            <Form.Item htmlFor="department-name" label={t.departmentName}>
              <Input
                id="department-name"
                value={edited.name}
                maxLength={40}
                onChange={(event) => setEdited({ ...edited, name: event.target.value })}
              />
            </Form.Item>
            <Form.Item htmlFor="department-parent" label={t.parent}>
              <Select
                id="department-parent"
                value={edited.parent}
                options={[
                  { value: 0, label: t.wholeOrganisation },
                  ...departments
                    .filter(({ no }) => no !== edited.no)
                    .map(({ no, name }) => ({ value: no, label: name })),
                ]}
                onChange={(parent: number) => setEdited({ ...edited, parent })}
              />
            </Form.Item>
            {edited.no !== undefined && (
              <Form.Item htmlFor="department-head" label={t.head}>
                <LeaderChoice
                  id="department-head"
                  members={members}
                  value={edited.head ?? null}
                  onChange={(head) => setEdited({ ...edited, head })}
                />
              </Form.Item>
            )}
          </Form>
        </Modal>
      )}
    </>
  );
}
