/** Opens the flow preview over the whole window. */
import { NodeIndexOutlined } from "@ant-design/icons";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useWords } from "@/i18n/dictionary";
import { flowPreviewWords } from "@/i18n/flow-preview-words";
import { FlowPreview } from "./flow-preview";
import type { DraftDesk } from "./use-draft";

interface FlowPreviewButtonProps {
  readonly desk: DraftDesk;
  readonly label: string;
}

export function FlowPreviewButton({ desk, label }: FlowPreviewButtonProps) {
  const t = useWords(flowPreviewWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" type="link" icon={<NodeIndexOutlined />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={isOpen}
        title={t.title}
        footer={null}
        width="100vw"
        style={{ top: 0, maxWidth: "100vw", margin: 0, paddingBottom: 0 }}
        styles={{ container: { minHeight: "100vh", borderRadius: 0 } }}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <FlowPreview desk={desk} />
      </Modal>
    </>
  );
}
