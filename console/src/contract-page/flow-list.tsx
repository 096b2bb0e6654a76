/** The parties in the order in which they act, and what can be done for each. */
import { Alert, Button, Card, Tag } from "antd";
import { useState } from "react";
import { type HostRoom, isReader } from "@/host-panel/host-room";
import { LinkButton } from "@/host-panel/link-button";
import { anyOfWords } from "@/i18n/any-of-words";
import { contractPageWords } from "@/i18n/contract-page-words";
import { useWords } from "@/i18n/dictionary";
import type { PartyView } from "@/live/protocol";
import { localTime } from "@/shell/local-time";
import { awaited, turnOf } from "@/signing/routine/whose-turn";
import { CorrectDialog } from "./correct-dialog";
import styles from "./routine-desk.module.css";

export function FlowList({ room }: { readonly room: HostRoom }) {
  const t = useWords(contractPageWords);
  const a = useWords(anyOfWords);
  const { view, give, seat } = room;
  const [correcting, setCorrecting] = useState<PartyView>();
  const due = awaited(view).map(({ no }) => no);
  const isOpen = view.phase === "filling" || view.phase === "signing";
  const isInTurn = view.policy.order === "in_turn";
  const parties = isInTurn ? [...view.parties].sort((a, b) => turnOf(a) - turnOf(b)) : view.parties;
  const stateOf = (party: PartyView): string => {
    if (party.committed_at !== undefined) return t.signedAt(localTime(party.committed_at));
    if (party.refused) return t.refused;
    if (party.auto) return t.signsByItself;
    if (!due.includes(party.no)) return party.filled ? t.filled : t.notYet;
    return view.phase === "filling" ? t.toFill : t.toSign;
  };
  return (
    <Card size="small" title={t.flow}>
      {parties.map((party) => (
        <div key={party.no} className={styles.party}>
          <div className={styles.head}>
            <strong>
              {party.label} {party.name}
            </strong>
            <Tag color={party.committed_at === undefined ? "gold" : "success"}>{stateOf(party)}</Tag>
          </div>
          <span className={styles.soft}>
            {[isInTurn && t.step(turnOf(party)), party.organisation, party.phone].filter(Boolean).join(" · ")}
          </span>
          {party.any_of && <span className={styles.soft}>{a.oneOf(party.any_of.join("、"))}</span>}
          {party.mismatched && (
            <Alert type="warning" showIcon title={t.mismatched(party.name)} description={t.mismatchedNext} />
          )}
          {isOpen && !isReader(room) && party.committed_at === undefined && !party.auto && (
            <div className={styles.acts}>
              <LinkButton
                contract={seat.contract}
                role={{ role: "party", party: party.no }}
                name={party.name}
                isSmall
              />
              {due.includes(party.no) && (
                <Button size="small" onClick={() => give("remind", { party: party.no })}>
                  {t.remind}
                </Button>
              )}
              {party.method === undefined && !party.any_of && (
                <Button size="small" onClick={() => setCorrecting(party)}>
                  {t.correct}
                </Button>
              )}
            </div>
          )}
        </div>
      ))}
      {correcting && (
        <CorrectDialog room={room} party={correcting} onClose={() => setCorrecting(undefined)} />
      )}
    </Card>
  );
}
