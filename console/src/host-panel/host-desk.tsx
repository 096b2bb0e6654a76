/** The room before the host: phases on top, the page and its words, the people, and the results at the end. */
import { Alert, Result } from "antd";
import type { ReactNode } from "react";
import { FinishedFiles } from "@/evidence/finished-files";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import { ControlBar } from "./control-bar";
import { GoOnButton } from "./go-on-button";
import styles from "./host-desk.module.css";
import { HostHead } from "./host-head";
import { type HostRoom, isBeforeSealing } from "./host-room";
import { PageDesk } from "./page-desk";
import { PartyList } from "./party-list";
import { PhaseSteps } from "./phase-steps";

interface HostDeskProps {
  readonly room: HostRoom;
  readonly isNarrow: boolean;
  readonly messages: ReactNode;
}

export function HostDesk({ room, isNarrow, messages }: HostDeskProps) {
  const t = useWords(hostWords);
  const { view, state } = room;
  const isSealed = view.phase === "closing" || view.phase === "closed";
  return (
    <div className={isNarrow ? styles.narrow : styles.desk}>
      <HostHead room={room} messages={messages} />
      <PhaseSteps view={view} isNarrow={isNarrow} />
      <Interruptions room={room} />
      <ControlBar room={room} />
      {view.phase === "called_off" && (
        <Result
          status="warning"
          title={t.calledOffTitle}
          subTitle={state.reasons["hub.called_off.v1"] ?? t.calledOffText}
          extra={<GoOnButton room={room} />}
        />
      )}
      <div className={styles.columns}>
        <div className={styles.main}>
          {isSealed && <FinishedFiles view={view} seat={room.seat} />}
          {!isSealed && view.images.length > 0 && <PageDesk room={room} />}
        </div>
        <div className={styles.side}>
          <PartyList room={room} />
        </div>
      </div>
    </div>
  );
}

/** What the host must know at once. */
function Interruptions({ room: { view, state } }: { readonly room: HostRoom }) {
  const t = useWords(hostWords);
  const refused = isBeforeSealing(view) ? view.parties.filter((party) => party.refused) : [];
  return (
    <>
      {state.connection.state === "reconnecting" && <Alert type="warning" showIcon title={t.reconnecting} />}
      {view.phase === "preparing" && <Alert type="info" showIcon title={t.preparing} />}
      {view.phase === "sealing" && (
        <Alert type="info" showIcon title={t.sealing(view.signatures, view.parties.length)} />
      )}
      {refused.map((party) => (
        <Alert
          key={party.no}
          type="error"
          showIcon
          title={t.refusedAlert(party.name, state.reasons[`hub.refused.v1/${party.no}`] ?? "—")}
          description={t.refusedHint}
        />
      ))}
    </>
  );
}
