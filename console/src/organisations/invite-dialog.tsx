/** Adds people: typed, pasted or from a file, with what is wrong shown line by line before anything is sent. */
import { UploadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Input, Modal, Table } from "antd";
import { type ChangeEvent, useRef, useState } from "react";
import type { Invitation, Organisation, OrganisationDesk, Placement, SheetRow } from "@/api/organisations";
import { sentence } from "@/api/problem";
import { organisationWords } from "@/i18n/console-organisation-words";
import { useWords } from "@/i18n/dictionary";
import { invitationOf, type ReadRow, readInvitations, readRows } from "./invitation-list";
import { decoded, TEMPLATE_NAME, TEMPLATE_URL } from "./list-file";
import styles from "./organisations.module.css";
import { PlacementFields } from "./placement-fields";

interface InviteDialogProps {
  readonly organisation: Organisation;
  readonly desk: OrganisationDesk;
  readonly onInvite: (people: readonly Invitation[]) => Promise<void>;
  readonly onClose: () => void;
}

interface SheetOf {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export function InviteDialog({ organisation, desk, onInvite, onClose }: InviteDialogProps) {
  const t = useWords(organisationWords);
  const { message } = App.useApp();
  const { departments = [], roles = [] } = organisation;
  const [text, setText] = useState("");
  const [sheet, setSheet] = useState<SheetOf>();
  const [placement, setPlacement] = useState<Placement>({ departments: [], roles: [3] });
  const [isBusy, setBusy] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const known = { departments, roles };
  const rows = sheet ? readRows(sheet.rows, known) : readInvitations(text, known);
  const wrong = rows.filter(({ problem }) => problem !== undefined);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    setBusy(true);
    try {
      if (file.name.toLowerCase().endsWith(".xlsx")) {
        setSheet({ name: file.name, rows: await desk.readSheet(file) });
      } else {
        setText(decoded(await file.arrayBuffer()));
        setSheet(undefined);
      }
    } catch (cause) {
      message.error(sentence(cause), 6);
    }
    setBusy(false);
  };
  const invite = async () => {
    setBusy(true);
    await onInvite(rows.map((row) => invitationOf(row, placement)));
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
      {sheet ? (
        <Alert
          className={styles.notice}
          type="info"
          title={t.sheetRead(sheet.name, rows.length)}
          action={
            <Button size="small" onClick={() => setSheet(undefined)}>
              {t.typeInstead}
            </Button>
          }
        />
      ) : (
        <Input.TextArea
          rows={6}
          value={text}
          aria-label={t.inviteHint}
          placeholder={t.inviteExample}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <p className={styles.actions}>
        <input ref={chooser} type="file" accept=".xlsx,.csv,.txt,text/csv" hidden onChange={read} />
        <Button
          size="small"
          icon={<UploadOutlined />}
          loading={isBusy}
          onClick={() => chooser.current?.click()}
        >
          {t.chooseFile}
        </Button>
        <a href={TEMPLATE_URL} download={TEMPLATE_NAME}>
          {t.listTemplate}
        </a>
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
