/** What the words of the document ask for: taken over with one click, or switched off. */
import { Alert, Button } from "antd";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import styles from "./editor.module.css";
import { withSign } from "./place";
import type { DraftDesk } from "./use-draft";
import { useOfferedBoxes } from "./use-offered-boxes";

export function OfferBar({ id, desk }: { readonly id: string; readonly desk: DraftDesk }) {
  const t = useWords(ceremonyWords);
  const offers = useOfferedBoxes(id, desk);
  if (offers.boxes.length === 0) return null;
  const take = () =>
    desk.change("take", (before) =>
      withSign(
        before,
        offers.boxes.map(({ label: _words, ...field }) => field),
      ),
    );
  return (
    <Alert
      className={styles.offers}
      type="info"
      showIcon
      title={t.offered(offers.boxes.length)}
      action={
        <span className={styles.offerActions}>
          <Button size="small" type="primary" onClick={take}>
            {t.offeredTakeAll}
          </Button>
          <Button size="small" onClick={() => offers.turn(false)}>
            {t.offeredDrop}
          </Button>
        </span>
      }
    />
  );
}
