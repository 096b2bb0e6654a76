/** The name of a folder, asked for in a dialog. */
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import type { Folder } from "@/api/filing";
import { useWords } from "@/i18n/dictionary";
import { filingWords } from "@/i18n/filing-words";

interface FolderDialogProps {
  readonly folder: Folder | undefined;
  /** Says whether it was taken; the dialog stays where not. */
  readonly onSave: (name: string) => Promise<boolean>;
  readonly onClose: () => void;
}

export function FolderDialog({ folder, onSave, onClose }: FolderDialogProps) {
  const t = useWords(filingWords);
  const [name, setName] = useState(folder?.name ?? "");
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const isTaken = await onSave(name.trim());
    setSaving(false);
    if (isTaken) onClose();
  };
  return (
    <Modal
      open
      title={folder ? t.rename : t.newFolder}
      okText={t.save}
      cancelText={t.cancel}
      confirmLoading={isSaving}
      okButtonProps={{ disabled: name.trim() === "" }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={save}>
        <Form.Item label={t.folderName} htmlFor="folder-name" required>
          <Input
            id="folder-name"
            value={name}
            maxLength={40}
            onChange={({ target }) => setName(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
