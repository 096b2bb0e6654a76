/** 加签: one more step, right after the one that waits. */
import { Modal } from "antd";
import { useState } from "react";
import type { Colleagues, FlowStep } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import { StepFields } from "./step-fields";

interface AddStepDialogProps {
  readonly colleagues: Colleagues;
  readonly onGiven: (step: FlowStep) => Promise<void>;
  readonly onClosed: () => void;
}

export function AddStepDialog({ colleagues, onGiven, onClosed }: AddStepDialogProps) {
  const t = useWords(approvalWords);
  const [step, setStep] = useState<FlowStep>({ consent: "any_one", asked: [] });
  return (
    <Modal
      open
      title={t.addStep}
      okText={t.addStep}
      cancelText={t.cancel}
      okButtonProps={{ disabled: step.asked.length === 0 }}
      onOk={() => onGiven(step)}
      onCancel={onClosed}
    >
      <p>{t.addStepAsk}</p>
      <StepFields step={step} name={t.addStep} colleagues={colleagues} onChange={setStep} />
    </Modal>
  );
}
