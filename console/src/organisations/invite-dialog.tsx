/** Adds people: typed, pasted or from a file, with what is wrong shown line by line before anything is sent. */
import { UploadOutlined } from "@ant-design/icons";
import { Alert, Button, Input, Modal, Table } from "antd";
import { type ChangeEvent, useRef, useState } from "react";
import type { Invitation, Organisation, Placement } from "@/api/organisations";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { type ReadRow, readInvitations } from "./invitation-list";
import styles from "./organisations.module.css";
import { PlacementFields } from "./placement-fields";

interface InviteDialogProps {
  readonly organisation: Organisation;
  readonly onInvite: (people: readonly Invitation[]) => Promise<void>;
  readonly onClose: () => void;
}

export function InviteDialog({ organisation, onInvite, onClose }: InviteDialogProps) {
  const t = useWords(organisationWords);
  const [text, setText] = useState("");
  const [placement, setPlacement] = useState<Placement>({ departments: [], roles: [3] });
  const [isBusy, setBusy] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const rows = readInvitations(text);
  const wrong = rows.filter(({ problem }) => problem !== undefined);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) setText(await file.text());
  };
  const invite = async () => {
    setBusy(true);
    await onInvite(rows.map(({ name, phone }) => ({ name, phone, ...placement })));
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t.invite}
      okText={t.inviteCount(rows.length)}
      okButtonProps={{ disabled: rows.length === 0 || wrong.length > 0, loading: isBusy }}
      onOk={invite}
      onCancel={onClose}
    >
      <p className={styles.soft}>{t.inviteHint}</p>
      <Input.TextArea
        rows={6}
        value={text}
        aria-label={t.inviteHint}
        placeholder={t.inviteExample}
        onChange={(event) => setText(event.target.value)}
      />
      <p>
        <input ref={chooser} type="file" accept=".csv,.txt,text/csv" hidden onChange={read} />
        <Button size="small" icon={<UploadOutlined />} onClick={() => chooser.current?.click()}>
          {t.chooseFile}
        </Button>
      </p>
      {wrong.length > 0 && (
        <>
          <Alert className={styles.notice} type="warning" showIcon title={t.fixRows(wrong.length)} />
          <Table<ReadRow>
            rowKey="line"
            size="small"
            pagination={{ pageSize: 5, hideOnSinglePage: true }}
            dataSource={wrong}
            columns={[
              { title: t.row, dataIndex: "line", width: 64 },
              { title: t.personName, dataIndex: "name" },
              { title: t.phone, dataIndex: "phone" },
              { title: t.problem, render: (_, row) => row.problem && t[`rowProblem_${row.problem}`] },
            ]}
          />
        </>
      )}
      <PlacementFields organisation={organisation} value={placement} onChange={setPlacement} />
    </Modal>
  );
}
