/** For whom the contract is sent, and its type: what approval flows go by, and where it is filed. */
import { Card, Form, Select } from "antd";
import { useCallback } from "react";
import { FilingDesk } from "@/api/filing";
import { organisations } from "@/api/organisations";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import { useLoaded } from "@/shell/use-loaded";
import type { DraftDesk } from "./use-draft";

export function SenderCard({ desk }: { readonly desk: DraftDesk }) {
  const e = useWords(contractEditorWords);
  const { body, change } = desk;
  const { organisation, contract_type: chosen, template } = body;
  const load = useCallback(async () => {
    const [own, { types }] = await Promise.all([organisations(), new FilingDesk(organisation).read()]);
    return { name: own.find(({ id }) => id === organisation)?.name, types };
  }, [organisation]);
  const [loaded] = useLoaded(load);
  if (loaded.state !== "ready") return null;
  const { name, types } = loaded.value;
  const isFixed = template?.purpose === "start" && template.contract_type !== undefined;
  if (types.length === 0 && chosen === undefined && organisation === undefined) return null;
  const known = types.find((type) => type.name === chosen || type.former.includes(chosen ?? ""));
  const beforehand = types.find((type) => type.default);
  const options = [
    ...types.map((type) => ({ value: type.name, label: type.name, title: type.note })),
    // A template may name a type that this cabinet does not have.
    ...(chosen && !known ? [{ value: chosen, label: chosen, title: "" }] : []),
    { value: "", label: e.noContractType, title: "" },
  ];
  return (
    <Card size="small" title={name === undefined ? e.filing : e.sendFor(name)}>
      <Form layout="vertical" component="div" size="small">
        <Form.Item
          label={e.contractType}
          htmlFor="contract-type"
          help={isFixed ? e.contractTypeFixed : organisation === undefined ? undefined : e.sendForHint}
        >
          <Select
            id="contract-type"
            size="medium"
            disabled={isFixed}
            value={known?.name ?? chosen ?? beforehand?.name ?? ""}
            onChange={(type: string) =>
              change("contract_type", (before) => ({ ...before, contract_type: type }))
            }
            options={options}
          />
        </Form.Item>
      </Form>
    </Card>
  );
}
