/** What somebody who does not work here can do: apply, and see what became of it. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useWords } from "@/i18n/dictionary";
import { doorWords } from "@/i18n/door-words";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { moneyWords } from "@/i18n/money-words";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";
import { ExhibitorDialog } from "./exhibitor-dialog";

const KINDS = { applied: "info", accepted: "success", refused: "warning" } as const;

export function VisitorCard({ exhibition, desk, act }: Shared) {
  const t = useWords(exhibitionWords);
  const door = useWords(doorWords);
  const money = useWords(moneyWords);
  const [isApplying, setApplying] = useState(false);
  return (
    <>
      {exhibition.exhibitors.map(({ no, company, standing }) => (
        <Alert
          key={no}
          className={styles.notice}
          type={KINDS[standing]}
          showIcon
          title={`${company} · ${t.standingOf(standing)}`}
          action={
            standing === "accepted" && (
              <a href={desk.badgeUrl(no)} download>
                {door.ownBadge}
              </a>
            )
          }
        />
      ))}
      {exhibition.contracts
        .filter(({ ended }) => !ended)
        .map(({ contract }) => (
          <p key={contract} className={styles.notice}>
            <a href={desk.confirmationUrl(contract)} download>
              {money.ownLetter}
            </a>
          </p>
        ))}
      {exhibition.stage === "open" && exhibition.exhibitors.length === 0 && (
        <Alert
          className={styles.notice}
          type="info"
          showIcon
          title={t.visitor}
          action={
            <Button type="primary" onClick={() => setApplying(true)}>
              {t.apply}
            </Button>
          }
        />
      )}
      {isApplying && (
        <ExhibitorDialog
          title={t.apply}
          onSave={(application) => act(desk.enter(application))}
          onClose={() => setApplying(false)}
        />
      )}
    </>
  );
}
