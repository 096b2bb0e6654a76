/** A contract type: name, note, whether it is chosen beforehand or locked, and its rule for numbers. */
import { Checkbox, Form, Input, InputNumber, Modal, Select, Switch } from "antd";
import { useState } from "react";
import type { ContractType, Numbering, TypeDetails } from "@/api/filing";
import { useWords } from "@/i18n/dictionary";
import { filingWords } from "@/i18n/filing-words";

interface TypeDialogProps {
  readonly type: ContractType | undefined;
  /** Says whether it was taken; the dialog stays where not. */
  readonly onSave: (details: TypeDetails) => Promise<boolean>;
  readonly onClose: () => void;
}

const FRESH: TypeDetails = { name: "", note: "", default: false, locked: false };
const FIRST_RULE: Numbering = { prefix: "HT", date: "month", digits: 4 };
const DATES = ["none", "year", "month", "day"] as const;

export function TypeDialog({ type, onSave, onClose }: TypeDialogProps) {
  const t = useWords(filingWords);
  const [details, setDetails] = useState<TypeDetails>(type ?? FRESH);
  const [isSaving, setSaving] = useState(false);
  const set = (part: Partial<TypeDetails>) => setDetails((before) => ({ ...before, ...part }));
  const rule = details.numbering;
  const setRule = (part: Partial<Numbering>) => rule && set({ numbering: { ...rule, ...part } });
  // What is locked is only unlocked.
  const isFixed = type?.locked === true && details.locked;
  const save = async () => {
    setSaving(true);
    const { name, note, default: isDefault, locked, numbering = null } = details;
    const isTaken = await onSave({ name: name.trim(), note, default: isDefault, locked, numbering });
    setSaving(false);
    if (isTaken) onClose();
  };
  return (
    <Modal
      open
      title={type ? t.editType : t.newType}
      okText={t.save}
      cancelText={t.cancel}
      confirmLoading={isSaving}
      okButtonProps={{ disabled: details.name.trim() === "" }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={save}>
        <Form.Item label={t.name} htmlFor="type-name" required>
          <Input
            id="type-name"
            value={details.name}
            maxLength={40}
            disabled={isFixed}
            placeholder={t.namePlaceholder}
            onChange={({ target }) => set({ name: target.value })}
          />
        </Form.Item>
        <Form.Item label={t.note} htmlFor="type-note">
          <Input.TextArea
            id="type-note"
            value={details.note}
            maxLength={200}
            rows={2}
            disabled={isFixed}
            placeholder={t.notePlaceholder}
            onChange={({ target }) => set({ note: target.value })}
          />
        </Form.Item>
        <Form.Item help={t.defaultHint}>
          <Checkbox checked={details.default} onChange={({ target }) => set({ default: target.checked })}>
            {t.default}
          </Checkbox>
        </Form.Item>
        <Form.Item help={t.lockedHint}>
          <Checkbox checked={details.locked} onChange={({ target }) => set({ locked: target.checked })}>
            {t.locked}
          </Checkbox>
        </Form.Item>
        <Form.Item label={t.numbering} help={rule ? t.numbered(example(rule)) : t.numberingHint}>
          <Switch
            aria-label={t.numbering}
            checked={Boolean(rule)}
            disabled={isFixed}
            onChange={(on) => set({ numbering: on ? FIRST_RULE : null })}
          />
        </Form.Item>
        {rule && (
          <>
            <Form.Item label={t.prefix} htmlFor="type-prefix">
              <Input
                id="type-prefix"
                value={rule.prefix}
                maxLength={20}
                disabled={isFixed}
                onChange={({ target }) => setRule({ prefix: target.value })}
              />
            </Form.Item>
            <Form.Item label={t.date}>
              <Select<Numbering["date"]>
                aria-label={t.date}
                value={rule.date}
                disabled={isFixed}
                onChange={(date) => setRule({ date })}
                options={DATES.map((date) => ({ value: date, label: t[`date_${date}`] }))}
              />
            </Form.Item>
            <Form.Item label={t.digits} htmlFor="type-digits">
              <InputNumber
                id="type-digits"
                min={1}
                max={9}
                value={rule.digits}
                disabled={isFixed}
                onChange={(digits) => digits !== null && setRule({ digits })}
              />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}

/** The first number that a rule would give today. */
export function example({ prefix, date, digits }: Numbering): string {
  const lengths = { none: 0, year: 4, month: 6, day: 8 };
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("");
  return [prefix, day.slice(0, lengths[date]), "1".padStart(digits, "0")].filter(Boolean).join("-");
}
