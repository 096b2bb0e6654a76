/** The document came with a form: its empty fields become controls in their places, or stay as they look. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useWords } from "@/i18n/dictionary";
import { formWords } from "@/i18n/form-words";
import styles from "./editor.module.css";
import { formPlaces } from "./form-places";
import { withFill, withSign } from "./place";
import type { DraftDesk } from "./use-draft";

/** Which documents' forms the sender wants as they look, by their clean files. */
const LEFT = "huiqian.form-left";

interface FormBarProps {
  readonly desk: DraftDesk;
  /** Ceremonies have places to sign, and no values. */
  readonly takesValues: boolean;
}

export function FormBar({ desk, takesValues }: FormBarProps) {
  const t = useWords(formWords);
  const clean = desk.body.document?.clean;
  const [left, setLeft] = useState(() => sessionStorage.getItem(LEFT));
  const places = formPlaces(desk.body, t.unnamed);
  const { signs } = places;
  const fills = takesValues ? places.fills : [];
  const count = signs.length + fills.length;
  if (clean === undefined || count === 0 || left === clean) return null;
  const leave = () => {
    sessionStorage.setItem(LEFT, clean);
    setLeft(clean);
  };
  return (
    <Alert
      className={styles.offers}
      type="info"
      showIcon
      title={t.found(count)}
      action={
        <span className={styles.offerActions}>
          <Button
            size="small"
            type="primary"
            onClick={() => desk.change("take", (before) => withFill(withSign(before, signs), fills))}
          >
            {t.keep}
          </Button>
          <Button size="small" onClick={leave}>
            {t.leave}
          </Button>
        </span>
      }
    />
  );
}
