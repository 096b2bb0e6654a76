/** Whether and when those who are awaited are reminded by themselves. */
import { Form, InputNumber, Switch } from "antd";
import type { DraftBody } from "@/api/drafts";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import type { DraftDesk } from "./use-draft";

type Reminders = NonNullable<DraftBody["reminders"]>;

const USUAL: Reminders = { after: 3, every: 3, most: 5 };
const FIELDS = [
  { name: "after", most: 365, label: "remindAfter" },
  { name: "every", most: 365, label: "remindEvery" },
  { name: "most", most: 20, label: "remindMost" },
] as const;

export function ReminderFields({ desk }: { readonly desk: DraftDesk }) {
  const e = useWords(contractEditorWords);
  const { reminders } = desk.body;
  const set = (next: Reminders | undefined) =>
    desk.change("reminders", ({ reminders: _, ...rest }) =>
      next === undefined ? rest : { ...rest, reminders: next },
    );
  return (
    <>
      <Form.Item label={e.reminders}>
        <Switch
          aria-label={e.reminders}
          checked={reminders !== undefined}
          onChange={(on) => set(on ? USUAL : undefined)}
        />
      </Form.Item>
      {reminders &&
        FIELDS.map(({ name, most, label }) => (
          <Form.Item key={name} label={e[label]} htmlFor={`remind-${name}`}>
            <InputNumber
              id={`remind-${name}`}
              size="medium"
              min={1}
              max={most}
              precision={0}
              value={reminders[name]}
              onChange={(value) => value !== null && set({ ...reminders, [name]: value })}
            />
          </Form.Item>
        ))}
    </>
  );
}
