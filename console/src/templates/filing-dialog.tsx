/** Name and folder of a template, asked for in a dialog. */
import { AutoComplete, Form, Input, Modal } from "antd";
import { useState } from "react";
import { templateWords } from "@/i18n/console-template-words";
import { useWords } from "@/i18n/dictionary";

interface FilingDialogProps {
  readonly title: string;
  readonly hint?: string;
  readonly name: string;
  readonly folder: string | null;
  /** Folders that are in use, to choose from. */
  readonly folders: readonly string[];
  /** Says whether it was taken; the dialog stays where not. */
  readonly onSave: (name: string, folder: string | null) => Promise<boolean>;
  readonly onClose: () => void;
}

export function FilingDialog({ title, hint, folders, onSave, onClose, ...before }: FilingDialogProps) {
  const t = useWords(templateWords);
  const [name, setName] = useState(before.name);
  const [folder, setFolder] = useState(before.folder ?? "");
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const isTaken = await onSave(name.trim(), folder.trim() || null);
    setSaving(false);
    if (isTaken) onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={t.save}
      cancelText={t.cancel}
      confirmLoading={isSaving}
      okButtonProps={{ disabled: name.trim() === "" }}
      onOk={save}
      onCancel={onClose}
    >
      {hint && <p>{hint}</p>}
      <Form layout="vertical" onFinish={save}>
        <Form.Item label={t.name} htmlFor="template-name" required>
          <Input
            id="template-name"
            value={name}
            maxLength={200}
            onChange={({ target }) => setName(target.value)}
          />
        </Form.Item>
        <Form.Item label={t.folder} htmlFor="template-folder">
          <AutoComplete
            id="template-folder"
            value={folder}
            onChange={(value: string) => setFolder(value.slice(0, 40))}
            options={folders.map((value) => ({ value }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
