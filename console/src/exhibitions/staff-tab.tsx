/** Who does what at this exhibition: a phone number and its duties. */
import { App, Button, Checkbox, Form, Input, Popconfirm, Tag } from "antd";
import { STAFF_ROLES, type StaffMember, type StaffRole } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";

interface Answers {
  readonly phone: string;
  readonly roles: readonly StaffRole[];
}

export function StaffTab({ exhibition, desk, act }: Shared) {
  const t = useWords(exhibitionWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Answers>();
  const save = async ({ phone, roles }: Answers) => {
    if (!(await act(desk.setStaff({ phone }, roles)))) return;
    message.success(t.staffSaved);
    form.resetFields();
  };
  return (
    <section className={styles.panel}>
      <p className={styles.soft}>{t.staffHint}</p>
      <ul className={styles.people}>
        {exhibition.staff?.map((member) => (
          <Worker
            key={member.account}
            member={member}
            onRemove={() => act(desk.setStaff({ account: member.account }, []))}
          />
        ))}
      </ul>
      <Form<Answers>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ roles: [] }}
        onFinish={save}
      >
        <Form.Item
          name="phone"
          label={t.phone}
          rules={[{ required: true, whitespace: true, message: t.required }]}
        >
          <Input className={styles.search} inputMode="tel" maxLength={20} />
        </Form.Item>
        <Form.Item name="roles" label={t.roles}>
          <Checkbox.Group className={styles.roles}>
            {STAFF_ROLES.map((role) => (
              <Checkbox key={role} value={role}>
                {t.roleOf(role)} <span className={styles.faint}>{t.roleHint(role)}</span>
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t.save}
        </Button>
      </Form>
    </section>
  );
}

function Worker({ member, onRemove }: { readonly member: StaffMember; readonly onRemove: () => void }) {
  const t = useWords(exhibitionWords);
  const { phone_masked: phone, roles } = member;
  return (
    <li className={styles.person}>
      <span className={styles.number}>{phone}</span>
      <span className={styles.duties}>
        {roles.map((role) => (
          <Tag key={role}>{t.roleOf(role)}</Tag>
        ))}
      </span>
      <Popconfirm title={t.staffRemoveAsk} onConfirm={onRemove}>
        <Button type="text" danger>
          {t.staffRemove}
        </Button>
      </Popconfirm>
    </li>
  );
}
