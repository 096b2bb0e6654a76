/** For whom the contract is sent: what its organisation's approval flows go by. */
import { Card, Form, Input } from "antd";
import { organisations } from "@/api/organisations";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { useLoaded } from "@/shell/use-loaded";
import type { DraftDesk } from "./use-draft";

/** Nothing where somebody sends it for themselves. */
export function SenderCard({ desk }: { readonly desk: DraftDesk }) {
  const e = useWords(contractEditorWords);
  const [own] = useLoaded(organisations);
  const { body, change } = desk;
  if (body.organisation === undefined || own.state !== "ready") return null;
  const name = own.value.find(({ id }) => id === body.organisation)?.name ?? "";
  const setType = (text: string) =>
    change("contract_type", ({ contract_type: _, ...rest }) =>
      text === "" ? rest : { ...rest, contract_type: text },
    );
  return (
    <Card size="small" title={e.sendFor(name)}>
      <Form layout="vertical" component="div" size="small">
        <Form.Item label={e.contractType} htmlFor="contract-type" help={e.sendForHint}>
          <Input
            id="contract-type"
            size="medium"
            maxLength={40}
            placeholder={e.contractTypePlaceholder}
            value={body.contract_type ?? ""}
            onChange={(event) => setType(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Card>
  );
}
