/** How far a file is on its way into the contract, step by step, with a way to stop it. */
import { Button, Progress, Steps } from "antd";
import type { IntakeStep } from "@/api/intake";
import { useWords } from "@/i18n/dictionary";
import { uploadWords } from "@/i18n/upload-words";
import styles from "./upload.module.css";
import type { UnderWay } from "./use-upload";

export function UploadProgress({
  underWay,
  onCancel,
}: {
  readonly underWay: UnderWay;
  readonly onCancel: () => void;
}) {
  const t = useWords(uploadWords);
  const { number, count, name, sent, step } = underWay;
  const isSent = sent >= 1;
  const texts = {
    none: t.checking,
    checking: t.checking,
    queued: t.queued,
    converting: t.converting,
    joining: t.joining,
  };
  const text = !isSent
    ? t.sending(Math.round(sent * 100))
    : step.step === "drawing"
      ? t.drawing(step.done, step.total)
      : texts[step.step];
  return (
    <div>
      <div className={styles.underWay}>
        <span className={styles.name}>{name}</span>
        {count > 1 && <span className={styles.soft}>{t.ofSeveral(number, count)}</span>}
      </div>
      <Steps
        size="small"
        responsive={false}
        titlePlacement="vertical"
        current={isSent ? place(step) : 0}
        items={[t.stepSend, t.stepCheck, t.stepConvert, t.stepDraw].map((title) => ({ title }))}
      />
      <Progress percent={percent(sent, step)} showInfo={false} status="active" />
      <div className={styles.underWay}>
        <span role="status" className={styles.soft}>
          {text}
        </span>
        <Button size="small" onClick={onCancel}>
          {t.cancel}
        </Button>
      </div>
    </div>
  );
}

function place({ step }: IntakeStep): number {
  if (step === "queued" || step === "converting") return 2;
  return step === "drawing" || step === "joining" ? 3 : 1;
}

/** Each step has its share of the bar; what takes long without telling stands in the middle of its own. */
function percent(sent: number, step: IntakeStep): number {
  if (sent < 1) return sent * 40;
  switch (step.step) {
    case "queued":
      return 50;
    case "converting":
      return 60;
    case "drawing":
      return 70 + (step.total > 0 ? step.done / step.total : 0) * 25;
    case "joining":
      return 97;
    default:
      return 45;
  }
}
