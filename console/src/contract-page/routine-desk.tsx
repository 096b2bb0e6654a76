/** An ordinary contract before its sender: who has done what, what can be done about it, and the files at the end. */
import { Alert, Card, Tag } from "antd";
import type { ReactNode } from "react";
import { FinishedFiles } from "@/evidence/finished-files";
import { GoOnButton } from "@/host-panel/go-on-button";
import { type HostRoom, isReader } from "@/host-panel/host-room";
import { PageDesk } from "@/host-panel/page-desk";
import { consoleWords } from "@/i18n/console-words";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import { dateText } from "@/live/hub-time";
import type { Phase } from "@/live/protocol";
import { localTime } from "@/shell/local-time";
import { PageTitle } from "@/shell/page-title";
import { ContractActs } from "./contract-acts";
import { FlowList } from "./flow-list";
import { ReaderList } from "./reader-list";
import styles from "./routine-desk.module.css";
import { VoidNotice } from "./void-notice";

const ENDED: readonly Phase[] = ["refused", "revoked", "expired", "called_off"];

interface RoutineDeskProps {
  readonly room: HostRoom;
  readonly messages: ReactNode;
}

export function RoutineDesk({ room, messages }: RoutineDeskProps) {
  const t = useWords(contractPageWords);
  const common = useWords(consoleWords);
  const { view } = room;
  const isSealed = view.phase === "closing" || view.phase === "closed";
  const facts = [
    view.number ?? "",
    t.sentAt(localTime(view.opened_at)),
    view.deadline === undefined ? "" : t.deadline(dateText(view.deadline - 1, view.policy.offset_minutes)),
  ];
  return (
    <>
      <PageTitle
        title={view.title}
        hint={
          <span role="status">
            <Tag color={isSealed ? "success" : "gold"}>{common[`phase_${view.phase}`]}</Tag>
            {facts.filter(Boolean).join(" · ")}
          </span>
        }
        actions={!isReader(room) && <ContractActs room={room} />}
      />
      {isReader(room) && <Alert className={styles.reader} type="info" showIcon title={t.readOnly} />}
      <Ending room={room} />
      {ENDED.includes(view.phase) && (
        <p className={styles.reader}>
          <GoOnButton room={room} />
        </p>
      )}
      {view.phase === "closed" && <VoidNotice room={room} />}
      <div className={styles.columns}>
        <div>
          {isSealed && <FinishedFiles view={view} seat={room.seat} />}
          {!isSealed && view.r0 !== undefined && view.images.length > 0 && <PageDesk room={room} />}
          {!isSealed && <FilledValues room={room} />}
        </div>
        <div>
          <FlowList room={room} />
          <ReaderList room={room} />
          {!isReader(room) && messages}
        </div>
      </div>
    </>
  );
}

function Ending({ room: { view, state } }: { readonly room: HostRoom }) {
  const t = useWords(contractPageWords);
  switch (view.phase) {
    case "preparing":
      return <Alert type="info" showIcon title={t.preparing} />;
    case "refused": {
      const party = view.parties.find(({ refused }) => refused);
      const reason = state.reasons[`hub.refused.v1/${party?.no}`] ?? "—";
      return <Alert type="error" showIcon title={t.refusedBy(party?.name ?? "", reason)} />;
    }
    case "revoked":
      return (
        <Alert type="warning" showIcon title={t.revokedBecause(state.reasons["hub.revoked.v1"] ?? "—")} />
      );
    case "expired":
      return <Alert type="warning" showIcon title={t.expiredText} />;
    default:
      return null;
  }
}

function FilledValues({ room: { view } }: { readonly room: HostRoom }) {
  const t = useWords(contractPageWords);
  const values = (view.controls ?? []).flatMap((control) => {
    const filled = view.values?.find(({ no }) => no === control.no);
    return filled ? [{ no: control.no, name: control.name, text: filled.value ?? "—" }] : [];
  });
  if (values.length === 0) return null;
  return (
    <Card size="small" title={t.values}>
      <dl className={styles.values}>
        {values.map(({ no, name, text }) => (
          <div key={no}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
