/** One booth: what it is, who has it and for how long, and what can be done with it now. */
import { Alert, Button, Input, Modal, Popconfirm, Select } from "antd";
import { useState } from "react";
import type { Booth } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { dutiesOf } from "./duties";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";
import { fromHundredths } from "./hundredths";
import { remaining } from "./remaining";

interface BoothDialogProps extends Shared {
  readonly booth: Booth;
  readonly onClose: () => void;
}

const DAY = 24 * 3_600_000;

export function BoothDialog(props: BoothDialogProps) {
  const t = useWords(exhibitionWords);
  const { booth, exhibition, onClose } = props;
  const { plan, occupancy, company } = booth;
  const canHold = dutiesOf(exhibition.roles).booths;
  return (
    <Modal open title={plan.label} footer={null} onCancel={onClose}>
      <p className={styles.soft}>
        {t.boothFacts(t.kindOf(plan.kind), fromHundredths(plan.area), fromHundredths(plan.price))}
        {plan.corner && ` · ${t.corner}`}
      </p>
      <p>
        <strong>{t.stateOf(occupancy.is)}</strong>
        {company && ` · ${company}`}
      </p>
      {occupancy.until !== undefined && (
        <p className={styles.soft}>{remaining(occupancy.until, exhibition.now, t)}</p>
      )}
      {canHold && occupancy.is === "free" && <HoldForm {...props} />}
      {canHold && occupancy.is === "held" && <HeldForm {...props} />}
    </Modal>
  );
}

function HoldForm({ booth, exhibition, desk, act, onClose }: BoothDialogProps) {
  const t = useWords(exhibitionWords);
  const [exhibitor, setExhibitor] = useState<number>();
  const accepted = exhibition.exhibitors.filter(({ standing }) => standing === "accepted");
  const close = async (command: Promise<void>) => {
    if (await act(command)) onClose();
  };
  const remove = dutiesOf(exhibition.roles).setUp && (
    <Button danger type="text" onClick={() => close(desk.removeBooth(booth.no))}>
      {t.remove}
    </Button>
  );
  if (exhibition.stage !== "open" || accepted.length === 0) {
    const title = exhibition.stage === "open" ? t.noAccepted : t.holdWhenOpen;
    return (
      <div className={styles.stack}>
        <Alert type="info" showIcon title={title} />
        <div className={styles.actions}>{remove}</div>
      </div>
    );
  }
  return (
    <div className={styles.stack}>
      <Select
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t.holdFor}
        placeholder={t.chooseExhibitor}
        value={exhibitor}
        onChange={setExhibitor}
        options={accepted.map(({ no, company }) => ({ value: no, label: company }))}
      />
      <div className={styles.actions}>
        <Button
          type="primary"
          disabled={exhibitor === undefined}
          onClick={() => exhibitor !== undefined && close(desk.hold(booth.no, exhibitor))}
        >
          {t.hold}
        </Button>
        {remove}
      </div>
    </div>
  );
}

function HeldForm({ booth, desk, act, onClose }: BoothDialogProps) {
  const t = useWords(exhibitionWords);
  const [reason, setReason] = useState("");
  const until = booth.occupancy.until ?? 0;
  const extend = async () => {
    if (await act(desk.extendHold(booth.no, until + DAY, reason))) setReason("");
  };
  const release = async () => {
    if (await act(desk.releaseHold(booth.no))) onClose();
  };
  return (
    <div className={styles.stack}>
      <Input
        aria-label={t.reason}
        placeholder={t.reason}
        maxLength={200}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className={styles.actions}>
        <Button type="primary" disabled={reason.trim() === ""} onClick={extend}>
          {t.extend}
        </Button>
        <Popconfirm title={t.release} description={t.releaseAsk} onConfirm={release}>
          <Button danger>{t.release}</Button>
        </Popconfirm>
      </div>
    </div>
  );
}
