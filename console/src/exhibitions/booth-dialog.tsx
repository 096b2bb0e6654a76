/** One booth: what it is, who has it and for how long, and what can be done with it now. */
import { Alert, Button, Input, Modal, Popconfirm, Select } from "antd";
import { useState } from "react";
import type { Booth, Exhibition } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { exhibitionContractWords } from "@/i18n/exhibition-contract-words";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { ConcludeDialog, offersFor } from "./conclude-dialog";
import { dutiesOf } from "./duties";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";
import { fromHundredths } from "./hundredths";
import { remaining } from "./remaining";

interface BoothDialogProps extends Shared {
  readonly booth: Booth;
  readonly onClose: () => void;
}

interface ActionsProps extends BoothDialogProps {
  /** Goes on to the contract of this exhibitor. */
  readonly onConclude: (exhibitor: number) => void;
}

const DAY = 24 * 3_600_000;

/** Staff act for every accepted exhibitor; a visitor sees, and acts for, the own ones alone. */
function acceptedOf({ exhibitors }: Exhibition) {
  return exhibitors.filter(({ standing }) => standing === "accepted");
}

export function BoothDialog(props: BoothDialogProps) {
  const t = useWords(exhibitionWords);
  const { booth, exhibition, desk, onClose } = props;
  const { plan, occupancy, company } = booth;
  const [concluding, setConcluding] = useState<number>();
  const isStaff = dutiesOf(exhibition.roles).booths;
  const accepted = acceptedOf(exhibition);
  const isOwn = accepted.some(({ no }) => no === occupancy.by);
  if (concluding !== undefined) {
    return (
      <ConcludeDialog
        exhibition={exhibition}
        desk={desk}
        exhibitor={concluding}
        booth={booth.no}
        onClose={onClose}
      />
    );
  }
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
      {occupancy.is === "free" && (isStaff || accepted.length > 0) && (
        <FreeForm {...props} onConclude={setConcluding} />
      )}
      {occupancy.is === "held" && (isStaff || isOwn) && <HeldForm {...props} onConclude={setConcluding} />}
    </Modal>
  );
}

function FreeForm({ booth, exhibition, desk, act, onClose, onConclude }: ActionsProps) {
  const t = useWords(exhibitionWords);
  const words = useWords(exhibitionContractWords);
  const accepted = acceptedOf(exhibition);
  const [exhibitor, setExhibitor] = useState(accepted.length === 1 ? accepted[0]?.no : undefined);
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
        {offersFor(exhibition.offers, true).length > 0 && (
          <Button
            disabled={exhibitor === undefined}
            onClick={() => exhibitor !== undefined && onConclude(exhibitor)}
          >
            {words.conclude}
          </Button>
        )}
        {remove}
      </div>
    </div>
  );
}

function HeldForm({ booth, exhibition, desk, act, onClose, onConclude }: ActionsProps) {
  const t = useWords(exhibitionWords);
  const words = useWords(exhibitionContractWords);
  const [reason, setReason] = useState("");
  const { by, until = 0 } = booth.occupancy;
  const isStaff = dutiesOf(exhibition.roles).booths;
  const extend = async () => {
    if (await act(desk.extendHold(booth.no, until + DAY, reason))) setReason("");
  };
  const release = async () => {
    if (await act(desk.releaseHold(booth.no))) onClose();
  };
  return (
    <div className={styles.stack}>
      {by !== undefined && offersFor(exhibition.offers, true).length > 0 && (
        <Button type="primary" size="large" onClick={() => onConclude(by)}>
          {words.conclude}
        </Button>
      )}
      {isStaff && (
        <Input
          aria-label={t.reason}
          placeholder={t.reason}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      )}
      <div className={styles.actions}>
        {isStaff && (
          <Button disabled={reason.trim() === ""} onClick={extend}>
            {t.extend}
          </Button>
        )}
        <Popconfirm title={t.release} description={t.releaseAsk} onConfirm={release}>
          <Button danger>{t.release}</Button>
        </Popconfirm>
      </div>
    </div>
  );
}
