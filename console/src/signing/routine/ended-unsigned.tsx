/** Refused, taken back or expired: said in a sentence, with the reason where there is one. */
import { Notice } from "@/components/notice";
import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import { routineWords } from "@/i18n/routine-words";
import type { LiveState } from "@/live/live-session";
import type { SessionView } from "@/live/protocol";
import styles from "@/signing/room/interruptions.module.css";

export function EndedUnsigned({
  view,
  reasons,
}: { readonly view: SessionView } & Pick<LiveState, "reasons">) {
  const t = useWords(routineWords);
  const room = useWords(roomWords);
  const refuser = view.parties.find((party) => party.refused)?.no;
  const [title, text, reason] =
    view.phase === "revoked"
      ? [t.revokedTitle, t.revokedText, reasons["hub.revoked.v1"]]
      : view.phase === "expired"
        ? [t.expiredTitle, t.expiredText, undefined]
        : [t.refusedTitle, t.refusedText, reasons[`hub.refused.v1/${refuser}`]];
  return (
    <Notice mark="止" tone="warn" title={title} text={text}>
      {reason ? <p className={styles.reason}>{room.reason(reason)}</p> : null}
    </Notice>
  );
}
