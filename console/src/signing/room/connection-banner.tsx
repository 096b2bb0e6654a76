import { useWords } from "@/i18n/dictionary";
import { roomWords } from "@/i18n/room-words";
import type { LiveState } from "@/live/live-session";
import { hasInkUnderWay } from "@/signing/act/my-ink";
import styles from "./connection-banner.module.css";

/** Says that the connection is broken, and that nothing drawn is lost. */
export function ConnectionBanner({ state }: { readonly state: LiveState }) {
  const t = useWords(roomWords);
  if (state.connection.state !== "reconnecting") return null;
  return (
    <p className={styles.banner} role="status">
      {hasInkUnderWay(state.pending) ? t.reconnectingInk : t.reconnecting}
    </p>
  );
}
