/** 企业更名: what follows from it is said before it is done. */
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import type { OrganisationDesk } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import type { Act } from "@/shell/use-act";
import styles from "./organisations.module.css";

interface RenameProps {
  readonly name: string;
  readonly desk: OrganisationDesk;
  readonly act: Act;
}

export function Rename({ name, desk, act }: RenameProps) {
  const t = useWords(organisationWords);
  const [wanted, setWanted] = useState<string>();
  const isSame = wanted === undefined || wanted.trim() === "" || wanted.trim() === name;
  return (
    <section className={styles.section}>
      <h2 className={styles.subtitle}>{t.rename}</h2>
      <p className={styles.soft}>{t.renameHint}</p>
      <Button onClick={() => setWanted(name)}>{t.rename}</Button>
      {wanted !== undefined && (
        <Modal
          open
          title={t.rename}
          okText={t.rename}
          okButtonProps={{ disabled: isSame }}
          onOk={async () => {
            if (await act(desk.rename(wanted.trim()))) setWanted(undefined);
          }}
          onCancel={() => setWanted(undefined)}
        >
          <Form layout="vertical" component="div">
            <Form.Item htmlFor="organisation-name" label={t.name} extra={t.renameHint}>
              <Input
                id="organisation-name"
                value={wanted}
                maxLength={100}
                onChange={(event) => setWanted(event.target.value)}
              />
            </Form.Item>
          </Form>
        </Modal>
      )}
    </section>
  );
}
