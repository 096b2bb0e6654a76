/** Title, host, order of signing and the rule for the recording. */
import { Card, Form, Input, Radio, Segmented } from "antd";
import type { DraftBody } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { flowPreviewWords } from "@/i18n/flow-preview-words";
import type { Policy } from "@/live/protocol";
import { FlowPreviewButton } from "./flow-preview-button";
import { ReminderFields } from "./reminder-fields";
import type { DraftDesk } from "./use-draft";

export function CeremonyForm({ desk }: { readonly desk: DraftDesk }) {
  const t = useWords(ceremonyWords);
  const e = useWords(contractEditorWords);
  const f = useWords(flowPreviewWords);
  const { body, change } = desk;
  const isRoutine = body.policy.course === "routine";
  const set = (what: string, part: Partial<DraftBody>) => change(what, (before) => ({ ...before, ...part }));
  return (
    <Card size="small" title={t.stepCeremony}>
      <Form layout="vertical" component="div" size="small">
        <Form.Item label={e.course} help={isRoutine ? e.routineHint : e.liveHint}>
          <Segmented<"live" | "routine">
            block
            size="medium"
            aria-label={e.course}
            value={isRoutine ? "routine" : "live"}
            onChange={(course) => change("course", (before) => withCourse(before, course))}
            options={[
              { value: "routine", label: e.routine },
              { value: "live", label: e.live },
            ]}
          />
        </Form.Item>
        <Form.Item label={t.title} htmlFor="title">
          <Input
            id="title"
            size="medium"
            maxLength={100}
            placeholder={t.titlePlaceholder}
            value={body.title}
            onChange={(event) => set("title", { title: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={isRoutine ? e.senderName : t.hostName} htmlFor="host-name">
          <Input
            id="host-name"
            size="medium"
            maxLength={50}
            placeholder={t.hostNamePlaceholder}
            value={body.host_name}
            onChange={(event) => set("host_name", { host_name: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t.order}>
          <Segmented<Policy["order"]>
            block
            size="medium"
            aria-label={t.order}
            value={body.policy.order}
            onChange={(order) => set("order", { policy: { ...body.policy, order } })}
            options={[
              { value: "together", label: t.together },
              { value: "in_turn", label: t.inTurn },
            ]}
          />
          {isRoutine && <FlowPreviewButton desk={desk} label={f.open} />}
        </Form.Item>
        {isRoutine && (
          <Form.Item label={e.deadline} htmlFor="deadline">
            <Input
              id="deadline"
              type="date"
              size="medium"
              value={body.deadline ?? ""}
              onChange={(event) => set("deadline", { deadline: event.target.value })}
            />
          </Form.Item>
        )}
        {isRoutine && <ReminderFields desk={desk} />}
        {!isRoutine && (
          <Form.Item label={t.recording}>
            <Radio.Group
              vertical
              aria-label={t.recording}
              value={body.policy.may_refuse_recording}
              onChange={(event) =>
                set("recording", {
                  policy: { ...body.policy, may_refuse_recording: event.target.value === true },
                })
              }
              options={[
                { value: true, label: t.recordingMay },
                { value: false, label: t.recordingMust },
              ]}
            />
          </Form.Item>
        )}
      </Form>
    </Card>
  );
}

/** A ceremony has no deadline, and handwriting in every box; nothing else is lost by the change. */
function withCourse(body: DraftBody, course: "live" | "routine"): DraftBody {
  const { deadline: before, ...rest } = body;
  const policy = { ...body.policy, course };
  if (course === "live") return { ...rest, policy };
  const day = before ?? new Date(Date.now() + YEAR_MS).toISOString().slice(0, 10);
  return { ...rest, policy, deadline: day };
}

/** Contracts are open for a year unless the sender says otherwise. */
const YEAR_MS = 365 * 86_400_000;
