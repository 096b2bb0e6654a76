/** What the host can do next, the main thing first. */
import { Button, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import type { Phase } from "@/live/protocol";
import styles from "./host-desk.module.css";
import { type HostRoom, isBeforeSealing } from "./host-room";
import { ReasonDialog } from "./reason-dialog";

export function ControlBar({ room }: { readonly room: HostRoom }) {
  const t = useWords(hostWords);
  const [asking, setAsking] = useState<"pause" | "call_off">();
  const { view, give } = room;
  if (view.phase === "closing" || view.phase === "closed") {
    return view.ended ? (
      <p className={styles.soft}>{view.phase === "closed" ? t.closedTitle : t.ended}</p>
    ) : (
      <div className={styles.controls}>
        <Tag color="success">{t.sealed}</Tag>
        <Popconfirm title={t.endAsk} onConfirm={() => give("end", {})}>
          <Button>{t.end}</Button>
        </Popconfirm>
      </div>
    );
  }
  if (!isBeforeSealing(view)) return null;
  const waiting = view.parties.filter((party) => party.method && (!party.admitted || party.refused));
  const areAllIn = view.parties.every((party) => party.admitted && party.method);
  const hasCommitted = view.parties.some((party) => party.committed_at !== undefined);
  const enter = (phase: Phase) => give("enter_phase", { phase });
  if (view.paused) {
    return (
      <div className={styles.controls}>
        <Tag color="warning">{t.paused}</Tag>
        <Button type="primary" onClick={() => give("resume", {})}>
          {t.resume}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.controls}>
      {waiting.length > 1 && (
        <Button onClick={() => Promise.all(waiting.map(({ no }) => give("admit", { party: no })))}>
          {t.admitAll}
        </Button>
      )}
      {view.phase === "lobby" && (
        <Button type={areAllIn ? "primary" : "default"} onClick={() => enter("opening")}>
          {t.toOpening}
        </Button>
      )}
      {(view.phase === "lobby" || view.phase === "opening") && (
        <Button type={view.phase === "opening" ? "primary" : "default"} onClick={() => enter("reading")}>
          {t.toReading}
        </Button>
      )}
      {view.phase === "reading" && (
        <Button type="primary" disabled={!areAllIn} onClick={() => enter("signing")}>
          {t.toSigning}
        </Button>
      )}
      {view.phase === "signing" && !hasCommitted && (
        <Button onClick={() => enter("reading")}>{t.backToReading}</Button>
      )}
      {view.phase === "reading" && !areAllIn && <span className={styles.soft}>{t.waitAll}</span>}
      <span className={styles.end}>
        <Button onClick={() => setAsking("pause")}>{t.pause}</Button>
        <Button danger onClick={() => setAsking("call_off")}>
          {t.callOff}
        </Button>
      </span>
      {asking && (
        <ReasonDialog
          title={asking === "pause" ? t.pauseTitle : t.callOffTitle}
          hint={asking === "pause" ? t.pauseHint : t.callOffHint}
          suggestion={asking === "pause" ? t.pauseDefault : ""}
          isDanger={asking === "call_off"}
          onReason={async (reason) => {
            if (await give(asking, { reason })) setAsking(undefined);
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
