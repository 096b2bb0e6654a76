/** Who may use a seal, each for a period. */
import { Button, DatePicker, Form, Modal, Popconfirm, Select, Tag } from "antd";
import { useState } from "react";
import type { Holder, SealDesk, SealDetail } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import type { Act } from "@/shell/use-act";
import styles from "./seals.module.css";

/** An employee who can be made a holder. */
export interface Employee {
  readonly no: number;
  readonly name: string;
}

interface HolderListProps {
  readonly seal: SealDetail;
  readonly desk: SealDesk;
  readonly act: Act;
  readonly manages: boolean;
  readonly employees: readonly Employee[];
}

export function HolderList({ seal, desk, act, manages, employees }: HolderListProps) {
  const t = useWords(sealWords);
  const [isAdding, setAdding] = useState(false);
  if (!seal.granted) return <p className={styles.soft}>{t.onePerson}</p>;
  const canAdd = manages && (seal.standing === "in_use" || seal.standing === "disabled");
  const current = seal.holders.filter((holder) => !holder.ended);
  const former = seal.holders.filter((holder) => holder.ended);
  return (
    <section className={styles.section}>
      <div className={styles.bar}>
        <h2 className={styles.subtitle}>{t.holders}</h2>
        {canAdd && (
          <Button type={current.length === 0 ? "primary" : "default"} onClick={() => setAdding(true)}>
            {t.addHolder}
          </Button>
        )}
      </div>
      {current.length === 0 && <p className={styles.soft}>{t.holdersEmpty}</p>}
      <ul className={styles.rows}>
        {[...current, ...former].map((holder) => (
          <HolderRow
            key={holder.no}
            holder={holder}
            onWithdraw={manages ? () => act(desk.withdraw(seal.id, holder.no)) : undefined}
          />
        ))}
      </ul>
      {isAdding && (
        <HolderDialog
          employees={employees}
          onClose={() => setAdding(false)}
          onAdd={async (member, until) => {
            const period = until === undefined ? {} : { until };
            if (await act(desk.grant(seal.id, { member, ...period }))) setAdding(false);
          }}
        />
      )}
    </section>
  );
}

interface HolderRowProps {
  readonly holder: Holder;
  readonly onWithdraw: (() => void) | undefined;
}

function HolderRow({ holder, onWithdraw }: HolderRowProps) {
  const t = useWords(sealWords);
  const state = holder.live ? t.live : holder.ended ? t.ended : t.notYet;
  return (
    <li className={styles.row}>
      <span className={styles.grow}>
        <strong>{holder.name}</strong>
        <span className={styles.soft}>
          {" "}
          {localTime(holder.from)} – {holder.until === null ? t.forEver : localTime(holder.until)}
        </span>
      </span>
      <Tag color={holder.live ? "green" : "default"}>{state}</Tag>
      {onWithdraw && !holder.ended && (
        <Popconfirm title={t.withdraw} description={t.withdrawAsk} onConfirm={onWithdraw}>
          <Button size="small" danger>
            {t.withdraw}
          </Button>
        </Popconfirm>
      )}
    </li>
  );
}

interface HolderDialogProps {
  readonly employees: readonly Employee[];
  readonly onAdd: (member: number, until: number | undefined) => Promise<void>;
  readonly onClose: () => void;
}

function HolderDialog({ employees, onAdd, onClose }: HolderDialogProps) {
  const t = useWords(sealWords);
  const [member, setMember] = useState<number>();
  const [until, setUntil] = useState<number>();
  return (
    <Modal
      open
      title={t.addHolder}
      okText={t.addHolder}
      cancelText={t.cancel}
      okButtonProps={{ disabled: member === undefined }}
      onOk={() => member !== undefined && onAdd(member, until)}
      onCancel={onClose}
    >
      <Form layout="vertical" component="div">
        <Form.Item htmlFor="holder-chooseMember" label={t.chooseMember}>
          <Select
            id="holder-chooseMember"
            showSearch={{ optionFilterProp: "label" }}
            value={member}
            placeholder={t.chooseMember}
            options={employees.map(({ no, name }) => ({ value: no, label: name }))}
            onChange={setMember}
          />
        </Form.Item>
        <Form.Item htmlFor="holder-until" label={t.until} help={t.untilHint}>
          <DatePicker id="holder-until" onChange={(day) => setUntil(day?.endOf("day").valueOf())} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
