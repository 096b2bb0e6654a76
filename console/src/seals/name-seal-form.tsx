/** A square name seal: the text that is cut, and how large. */
import { Button, Form, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { ownSeals } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";
import type { Act } from "@/shell/use-act";
import { PreviewStage } from "./preview-stage";
import styles from "./seals.module.css";
import { usePreview } from "./use-preview";

/** 1/100 mm. */
const SIDES = [1500, 1800, 2000, 2200, 2500];

export function NameSealForm({ act }: { readonly act: Act }) {
  const t = useWords(sealWords);
  const [text, setText] = useState("");
  const [side, setSide] = useState(2000);
  const carved = text.trim();
  const ask = useMemo(
    () => (carved === "" ? undefined : () => ownSeals.preview(carved, side)),
    [carved, side],
  );
  const preview = usePreview(ask);
  const make = async () => {
    if (await act(ownSeals.make(carved, side))) setText("");
  };
  return (
    <div className={styles.columns}>
      <Form layout="vertical" className={styles.form} onFinish={make}>
        <Form.Item htmlFor="carved-carved" label={t.carved} help={t.carvedHint}>
          <Input
            id="carved-carved"
            value={text}
            maxLength={16}
            onChange={(event) => setText(event.target.value)}
          />
        </Form.Item>
        <Form.Item htmlFor="carved-side" label={t.side}>
          <Select
            id="carved-side"
            value={side}
            options={SIDES.map((one) => ({ value: one, label: `${one / 100} mm` }))}
            onChange={setSide}
          />
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          disabled={!preview.picture || preview.isBusy || preview.problem !== undefined}
        >
          {t.save}
        </Button>
      </Form>
      <PreviewStage preview={preview} width={side * 10} />
    </div>
  );
}
