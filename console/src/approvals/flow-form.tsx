/** One flow in the words of an office: what, when, who; with its picture beside, drawn while it is edited. */
import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input, InputNumber, Segmented } from "antd";
import { useState } from "react";
import { type Colleagues, type Flow, type FlowStep, GUARDED_ACTS, type GuardedAct } from "@/api/approvals";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";
import { PageTitle } from "@/shell/page-title";
import styles from "./approvals.module.css";
import { named } from "./asked-choice";
import { ConditionFields } from "./condition-fields";
import type { Choosable } from "./condition-words";
import { FlowPicture } from "./flow-picture";
import { StepFields } from "./step-fields";

interface FlowFormProps {
  readonly isNew: boolean;
  readonly flow: Flow;
  readonly colleagues: Colleagues;
  readonly seals: readonly Choosable[];
  readonly onSaved: (flow: Flow) => Promise<void>;
  readonly onClosed: () => void;
}

/** Steps of one flow. */
const MOST_STEPS = 20;

export function FlowForm({ isNew, flow: before, colleagues, seals, onSaved, onClosed }: FlowFormProps) {
  const t = useWords(approvalWords);
  const [flow, setFlow] = useState(before);
  const [isSaving, setSaving] = useState(false);
  const set = (part: Partial<Flow>) => setFlow({ ...flow, ...part });
  const { steps } = flow;
  const setStep = (index: number, step: FlowStep) =>
    set({ steps: steps.map((each, at) => (at === index ? step : each)) });
  const isComplete = flow.name.trim() !== "" && steps.every((step) => step.asked.length > 0);
  const save = async () => {
    setSaving(true);
    await onSaved(flow);
    setSaving(false);
  };
  const moveUp = (index: number) => {
    const rest = steps.filter((_, at) => at !== index);
    set({ steps: [...rest.slice(0, index - 1), ...steps.slice(index, index + 1), ...rest.slice(index - 1)] });
  };
  return (
    <>
      <PageTitle
        title={isNew ? t.newFlow : t.editFlow}
        actions={
          <>
            <Button onClick={onClosed}>{t.cancel}</Button>
            <Button type="primary" loading={isSaving} disabled={!isComplete} onClick={save}>
              {t.save}
            </Button>
          </>
        }
      />
      <div className={styles.columns}>
        <Form layout="vertical" component="div" className={styles.form}>
          <Form.Item label={t.flowName} htmlFor="flow-name">
            <Input
              id="flow-name"
              maxLength={40}
              placeholder={t.flowNamePlaceholder}
              value={flow.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t.flowAct}>
            <Segmented<GuardedAct>
              aria-label={t.flowAct}
              value={flow.act}
              onChange={(act) => set({ act })}
              options={GUARDED_ACTS.map((act) => ({ value: act, label: t[`act_${act}`] }))}
            />
          </Form.Item>
          <ConditionFields
            act={flow.act}
            conditions={flow.conditions}
            colleagues={colleagues}
            seals={seals}
            onChange={(conditions) => set({ conditions })}
          />
          <h2 className={styles.subtitle}>{t.steps}</h2>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the row
            <div key={index} className={styles.stepCard}>
              <span className={styles.stepName}>
                {t.step(index + 1)}
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={t.moveUp(index + 1)}
                  disabled={index === 0}
                  onClick={() => moveUp(index)}
                />
                <Button
                  size="small"
                  type="text"
                  danger
                  icon={<DeleteOutlined />}
                  aria-label={t.removeStep(index + 1)}
                  disabled={steps.length === 1}
                  onClick={() => set({ steps: steps.filter((_, at) => at !== index) })}
                />
              </span>
              <StepFields
                step={step}
                name={t.step(index + 1)}
                colleagues={colleagues}
                onChange={(changed) => setStep(index, changed)}
              />
            </div>
          ))}
          <Button
            icon={<PlusOutlined />}
            disabled={steps.length >= MOST_STEPS}
            onClick={() => set({ steps: [...steps, { consent: "any_one", asked: [] }] })}
          >
            {t.addStepRow}
          </Button>
          <Form.Item label={t.days} help={t.daysHint} htmlFor="flow-days" style={{ marginTop: 16 }}>
            <InputNumber
              id="flow-days"
              min={1}
              max={365}
              precision={0}
              value={flow.days}
              onChange={(days) => set({ days: days ?? before.days })}
            />
          </Form.Item>
          <Checkbox
            checked={flow.own_request}
            onChange={(event) => set({ own_request: event.target.checked })}
          >
            {t.ownRequest}
          </Checkbox>
        </Form>
        <section className={styles.beside}>
          <h2 className={styles.subtitle}>{t.picture}</h2>
          <FlowPicture
            act={flow.act}
            steps={steps.map(({ consent, asked }) => ({
              consent,
              asked: asked.map((each) => named(each, colleagues)),
            }))}
          />
        </section>
      </div>
    </>
  );
}
