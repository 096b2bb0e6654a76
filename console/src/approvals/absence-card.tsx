/** 外出代审: while one is away, a colleague acts instead. */
import { Alert, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import type { ApprovalDesk, Colleagues } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import { useAct } from "@/shell/use-act";
import styles from "./approvals.module.css";

interface AbsenceCardProps {
  readonly desk: ApprovalDesk;
  readonly colleagues: Colleagues;
  readonly onChanged: () => void;
}

export function AbsenceCard({ desk, colleagues, onChanged }: AbsenceCardProps) {
  const t = useWords(approvalWords);
  const act = useAct(onChanged);
  const [isOpen, setOpen] = useState(false);
  const me = colleagues.people.find((person) => person.me);
  if (!me) return null;
  const { absence } = me;
  if (absence) {
    const substitute = colleagues.people.find(({ no }) => no === absence.substitute)?.name ?? "";
    return (
      <Alert
        className={styles.notice}
        type="info"
        showIcon
        title={t.absenceNow(localTime(absence.from), localTime(absence.until), substitute)}
        action={<Button onClick={() => act(desk.endAbsence(me.no))}>{t.endAbsence}</Button>}
      />
    );
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.absence}</Button>
      {isOpen && (
        <AbsenceDialog
          colleagues={colleagues}
          onGiven={async (given) => {
            if (await act(desk.setAbsence(me.no, given))) setOpen(false);
          }}
          onClosed={() => setOpen(false)}
        />
      )}
    </>
  );
}

interface AbsenceDialogProps {
  readonly colleagues: Colleagues;
  readonly onGiven: (absence: { from: number; until: number; substitute: number }) => Promise<void>;
  readonly onClosed: () => void;
}

const DAY_MS = 86_400_000;

function AbsenceDialog({ colleagues, onGiven, onClosed }: AbsenceDialogProps) {
  const t = useWords(approvalWords);
  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState(today);
  const [substitute, setSubstitute] = useState<number>();
  // Both days are whole days on this device's clock.
  const begin = new Date(`${from}T00:00:00`).getTime();
  const end = new Date(`${until}T00:00:00`).getTime() + DAY_MS;
  const isComplete = substitute !== undefined && begin < end;
  return (
    <Modal
      open
      title={t.absence}
      okText={t.setAbsence}
      cancelText={t.cancel}
      okButtonProps={{ disabled: !isComplete }}
      onOk={() => (substitute === undefined ? undefined : onGiven({ from: begin, until: end, substitute }))}
      onCancel={onClosed}
    >
      <p>{t.absenceHint}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t.from} htmlFor="absence-from">
          <Input
            id="absence-from"
            type="date"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t.untilDay} htmlFor="absence-until">
          <Input
            id="absence-until"
            type="date"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t.substitute}>
          <Select<number>
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t.substitute}
            value={substitute ?? null}
            options={colleagues.people
              .filter((person) => !person.me)
              .map(({ no, name }) => ({ value: no, label: name }))}
            onChange={(no) => setSubstitute(no ?? undefined)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
