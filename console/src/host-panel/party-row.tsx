/** One party: who, where they stand, and what the host can do for them. */
import { MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown, Tag } from "antd";
import { useState } from "react";
import { useTick } from "@/components/tick";
import { hostWords } from "@/i18n/console-host-words";
import { useWords } from "@/i18n/dictionary";
import { leftText } from "@/live/hub-time";
import type { PartyView } from "@/live/protocol";
import { FaceToFaceDialog } from "./face-to-face-dialog";
import { type HostRoom, isBeforeSealing, type PartyState, partyState } from "./host-room";
import { LinkButton } from "./link-button";
import { PartyConsents } from "./party-consents";
import styles from "./party-list.module.css";
import { ReasonDialog } from "./reason-dialog";

const COLOR: Readonly<Record<PartyState, string>> = {
  absent: "default",
  verifying: "default",
  waiting: "gold",
  in: "blue",
  away: "warning",
  granted: "processing",
  drawing: "processing",
  committed: "success",
  refused: "error",
};

export function PartyRow({ room, party }: { readonly room: HostRoom; readonly party: PartyView }) {
  const t = useWords(hostWords);
  const [asking, setAsking] = useState<"face" | "remove">();
  const { view, seat, give } = room;
  const { no } = party;
  const state = partyState(view, party);
  const names: Readonly<Record<PartyState, string>> = {
    absent: t.stateAbsent,
    verifying: t.stateVerifying,
    waiting: t.stateWaiting,
    in: t.stateIn,
    away: t.stateAway,
    granted: t.stateGranted,
    drawing: t.stateDrawing,
    committed: t.stateCommitted,
    refused: t.stateRefused,
  };
  const canChange = isBeforeSealing(view) && party.committed_at === undefined;
  const mayAdmit = canChange && party.method !== undefined && (!party.admitted || party.refused);
  const mayGrant =
    canChange && view.phase === "signing" && party.admitted && !party.grant_until && !view.paused;
  return (
    <li className={styles.party}>
      <div className={styles.head}>
        <span className={styles.label}>{party.label}</span>
        <span className={styles.name}>{party.name}</span>
        <Tag color={COLOR[state]} className={styles.state}>
          {names[state]}
        </Tag>
      </div>
      {party.organisation && <p className={styles.soft}>{party.organisation}</p>}
      <p className={styles.soft}>
        {party.phone}
        {party.method && ` · ${t[`method_${party.method}`]}`}
      </p>
      <PartyConsents party={party} />
      {party.grant_until !== undefined && canChange && <GrantLeft room={room} until={party.grant_until} />}
      <div className={styles.actions}>
        {mayAdmit && (
          <Button size="small" type="primary" onClick={() => give("admit", { party: no })}>
            {t.admit}
          </Button>
        )}
        {mayGrant && (
          <Button size="small" type="primary" onClick={() => give("grant", { party: no })}>
            {t.grant}
          </Button>
        )}
        {isBeforeSealing(view) && (
          <LinkButton
            contract={seat.contract}
            role={{ role: "party", party: no }}
            name={party.name}
            isSmall
          />
        )}
        {canChange && party.method === undefined && (
          <Button size="small" onClick={() => setAsking("face")}>
            {t.confirmFace}
          </Button>
        )}
        {canChange && (party.admitted || party.grant_until !== undefined) && (
          <Dropdown
            trigger={["click"]}
            menu={{
              items: [
                ...(party.grant_until !== undefined
                  ? [
                      {
                        key: "w",
                        label: t.withdraw,
                        onClick: () => void give("withdraw_grant", { party: no }),
                      },
                    ]
                  : []),
                { key: "r", label: t.remove, danger: true, onClick: () => setAsking("remove") },
              ],
            }}
          >
            <Button size="small" icon={<MoreOutlined />} aria-label={t.moreFor(party.name)} />
          </Dropdown>
        )}
      </div>
      {asking === "face" && (
        <FaceToFaceDialog room={room} party={party} onClose={() => setAsking(undefined)} />
      )}
      {asking === "remove" && (
        <ReasonDialog
          title={t.removeTitle(party.name)}
          isDanger
          onReason={async (reason) => {
            if (await give("remove", { party: no, reason })) setAsking(undefined);
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </li>
  );
}

function GrantLeft({ room, until }: { readonly room: HostRoom; readonly until: number }) {
  const t = useWords(hostWords);
  useTick(1_000);
  return <p className={styles.soft}>{t.grantLeft(leftText(until - room.session.hubNow()))}</p>;
}
