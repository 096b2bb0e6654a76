/** Drawing the plan of a hall: its picture, the booths on it, and what each of them is. */
import { PictureOutlined } from "@ant-design/icons";
import { App, Button, Checkbox, Input, InputNumber, Select, Upload } from "antd";
import { type ReactNode, useState } from "react";
import type { BoothKind, Hall } from "@/api/exhibitions";
import { sentence } from "@/api/problem";
import { useWords } from "@/i18n/dictionary";
import { drawingWords } from "@/i18n/drawing-words";
import { exhibitionWords } from "@/i18n/exhibition-words";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";
import { toHundredths } from "./hundredths";
import { PlanCanvas } from "./plan-canvas";
import canvas from "./plan-canvas.module.css";
import { rectangle } from "./plan-drawing";
import { asPicture, usePlan } from "./plan-picture";
import { type Drawing, useDrawing } from "./use-drawing";

interface PlanEditorProps extends Shared {
  readonly hall: Hall;
  readonly onLeave: () => void;
}

export function PlanEditor({ hall, exhibition, desk, act, onLeave }: PlanEditorProps) {
  const t = useWords(drawingWords);
  const { message } = App.useApp();
  const [isSaving, setSaving] = useState(false);
  const drawing = useDrawing(hall.no, exhibition.booths);
  const picture = usePlan((no) => desk.planUrl(no), hall);
  const changed = drawing.booths.filter(({ isChanged }) => isChanged);
  const changes = changed.length + drawing.removed.length;
  const save = async () => {
    setSaving(true);
    const booths = changed.map(({ no, plan }) => (no === undefined ? plan : { no, ...plan }));
    const isSaved = await act(desk.redraw(booths, drawing.removed));
    setSaving(false);
    if (!isSaved) return;
    message.success(t.saved);
    onLeave();
  };
  return (
    <section>
      <div className={styles.bar}>
        <strong>{t.title(hall.name)}</strong>
        <span className={styles.actions}>
          {changes > 0 && <span className={styles.soft}>{t.unsaved(changes)}</span>}
          <PictureButton hall={hall} exhibition={exhibition} desk={desk} act={act} />
          <Button onClick={() => drawing.draw(rectangle([4600, 4400], [5400, 5600]) ?? [])}>{t.add}</Button>
          <Button onClick={onLeave}>{t.leave}</Button>
          <Button type="primary" disabled={changes === 0} loading={isSaving} onClick={save}>
            {t.save}
          </Button>
        </span>
      </div>
      <p className={styles.soft}>{t.howTo}</p>
      <div className={canvas.editor}>
        <PlanCanvas name={hall.name} picture={picture} drawing={drawing} />
        <div className={canvas.side}>
          <ChosenBooth drawing={drawing} />
          <Undrawn drawing={drawing} />
          <p className={styles.faint}>{t.keys}</p>
        </div>
      </div>
    </section>
  );
}

function PictureButton({ hall, desk, act }: Shared & { readonly hall: Hall }) {
  const t = useWords(drawingWords);
  const { message } = App.useApp();
  const [isSending, setSending] = useState(false);
  const send = async (file: File) => {
    setSending(true);
    try {
      const plan = await desk.sendPicture(await asPicture(file));
      await act(desk.changeHall(hall.no, hall.name, plan));
    } catch (problem) {
      message.error(sentence(problem), 8);
    }
    setSending(false);
  };
  return (
    <Upload
      accept="image/png,image/jpeg,image/svg+xml,application/pdf"
      showUploadList={false}
      beforeUpload={(file) => {
        void send(file);
        return false;
      }}
    >
      <Button icon={<PictureOutlined />} loading={isSending} title={t.planHint}>
        {isSending ? t.sending : hall.plan === null ? t.plan : t.otherPlan}
      </Button>
    </Upload>
  );
}

function ChosenBooth({ drawing }: { readonly drawing: Drawing }) {
  const t = useWords(drawingWords);
  const words = useWords(exhibitionWords);
  const { chosen, change, remove } = drawing;
  if (!chosen) return <p className={styles.panel}>{t.nothing}</p>;
  const { key, plan, isTaken } = chosen;
  return (
    <div className={styles.panel}>
      {isTaken && <p className={styles.soft}>{t.takenHint}</p>}
      <div className={styles.stack}>
        <Field name={t.label}>
          <Input
            value={plan.label}
            maxLength={12}
            disabled={isTaken}
            onChange={({ target }) => change(key, { label: target.value })}
          />
        </Field>
        <Field name={t.kind}>
          <Select<BoothKind>
            aria-label={t.kind}
            value={plan.kind}
            disabled={isTaken}
            onChange={(kind) => change(key, { kind })}
            options={(["shell", "raw"] as const).map((kind) => ({ value: kind, label: words.kindOf(kind) }))}
          />
        </Field>
        <Amount
          name={t.area}
          hundredths={plan.area}
          isFixed={isTaken}
          onChange={(area) => change(key, { area })}
        />
        <Amount
          name={t.price}
          hundredths={plan.price}
          isFixed={isTaken}
          onChange={(price) => change(key, { price })}
        />
        <Checkbox
          checked={plan.corner ?? false}
          disabled={isTaken}
          onChange={({ target }) => change(key, { corner: target.checked })}
        >
          {t.corner}
        </Checkbox>
        {!isTaken && (
          <Button danger onClick={() => remove(key)}>
            {t.remove}
          </Button>
        )}
      </div>
    </div>
  );
}

function Undrawn({ drawing: { booths, chosen, choose } }: { readonly drawing: Drawing }) {
  const t = useWords(drawingWords);
  const waiting = booths.filter(({ plan }) => plan.outline.length === 0);
  if (waiting.length === 0) return null;
  return (
    <div>
      <p className={styles.soft}>{t.undrawn}</p>
      <div className={canvas.chips}>
        {waiting.map(({ key, plan }) => (
          <Button
            key={key}
            size="small"
            type={chosen?.key === key ? "primary" : "default"}
            aria-pressed={chosen?.key === key}
            onClick={() => choose(key)}
          >
            {plan.label}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is its child
    <label className={styles.field}>
      <span>{name}</span>
      {children}
    </label>
  );
}

interface AmountProps {
  readonly name: string;
  readonly hundredths: number;
  readonly isFixed: boolean;
  readonly onChange: (hundredths: number) => void;
}

function Amount({ name, hundredths, isFixed, onChange }: AmountProps) {
  return (
    <Field name={name}>
      <InputNumber
        min={0}
        precision={2}
        disabled={isFixed}
        value={hundredths / 100}
        onChange={(units) => onChange(toHundredths(units ?? 0))}
      />
    </Field>
  );
}
