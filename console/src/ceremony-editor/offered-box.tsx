/** A place that the document asks to be signed: dashed until it is taken with a click. */
import { PlusOutlined } from "@ant-design/icons";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import { toDisplay } from "@/live/page-space";
import type { PageBox } from "@/live/protocol";
import styles from "./editor.module.css";
import type { OfferedBox as Offered } from "./recommended-boxes";

interface OfferedBoxProps {
  readonly page: PageBox;
  readonly box: Offered;
  readonly party: string;
  readonly color: string;
  readonly onTake: () => void;
}

export function OfferedBox({ page, box, party, color, onTake }: OfferedBoxProps) {
  const t = useWords(ceremonyWords);
  const shown = toDisplay(page, box.rect);
  const percent = (fraction: number) => `${fraction * 100}%`;
  return (
    <button
      type="button"
      className={styles.offered}
      aria-label={t.offeredLabel(party, box.label)}
      title={t.offeredLabel(party, box.label)}
      style={{
        left: percent(shown.left),
        top: percent(shown.top),
        width: percent(shown.width),
        height: percent(shown.height),
        borderColor: color,
        color,
      }}
      onClick={onTake}
    >
      <PlusOutlined /> {party}
    </button>
  );
}
