/** What a seal waits for, who must act, and the button for whoever that is. */
import { Alert, Button } from "antd";
import type { SealDesk, SealDetail } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import { localTime } from "@/shell/local-time";
import type { Act } from "@/shell/use-act";
import { ReasonButton } from "./reason-button";
import styles from "./seals.module.css";

interface NextStepProps {
  readonly seal: SealDetail;
  readonly desk: SealDesk;
  readonly act: Act;
  readonly decides: boolean;
}

export function NextStep({ seal, desk, act, decides }: NextStepProps) {
  const t = useWords(sealWords);
  const notice = (type: "info" | "warning" | "error", title: string) => (
    <Alert className={styles.notice} type={type} showIcon title={title} />
  );
  switch (seal.standing) {
    case "under_review":
      return notice("info", t.wait_under_review(localTime(seal.review_due ?? 0)));
    case "entering":
      return notice("info", t.wait_entering);
    case "refused":
      return notice("error", t.refusedBecause(seal.refusal?.words ?? t.change_seal_entry_refused));
    case "disabled":
      return notice("warning", t.disabledText);
    case "stopped":
      return notice("warning", t.stoppedText);
    case "in_use":
      return null;
    case "awaiting_super_administrator":
      return decides ? (
        <>
          {notice("info", t.wait_own)}
          <div className={styles.actions}>
            <Button type="primary" size="large" onClick={() => act(desk.confirm(seal.id))}>
              {t.confirm}
            </Button>
            <ReasonButton label={t.decline} onGiven={(reason) => act(desk.decline(seal.id, reason))} />
          </div>
        </>
      ) : (
        notice("info", t.wait_awaiting(seal.super_administrator ?? ""))
      );
  }
}
