/** Title, host, order of signing and the rule for the recording. */
import { Card, Form, Input, Radio, Segmented } from "antd";
import type { DraftBody } from "@/api/drafts";
import { ceremonyWords } from "@/i18n/console-ceremony-words";
import { useWords } from "@/i18n/dictionary";
import type { Policy } from "@/live/protocol";
import type { DraftDesk } from "./use-draft";

export function CeremonyForm({ desk }: { readonly desk: DraftDesk }) {
  const t = useWords(ceremonyWords);
  const { body, change } = desk;
  const set = (what: string, part: Partial<DraftBody>) => change(what, (before) => ({ ...before, ...part }));
  return (
    <Card size="small" title={t.stepCeremony}>
      <Form layout="vertical" component="div" size="small">
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
        <Form.Item label={t.hostName} htmlFor="host-name">
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
        </Form.Item>
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
      </Form>
    </Card>
  );
}
