/** Asks for an opinion or a reason, and gives the command with it. */
import { Input, Modal } from "antd";
import { useState } from "react";
import { approvalWords } from "@/i18n/console-approval-words";
import { useWords } from "@/i18n/dictionary";

interface WordsDialogProps {
  readonly title: string;
  readonly ask?: string;
  readonly label: string;
  readonly isNeeded?: boolean;
  readonly isDanger?: boolean;
  readonly onGiven: (words: string) => Promise<void>;
  readonly onClosed: () => void;
}

/** Characters of a reason or an opinion. */
const MOST = 200;

export function WordsDialog(props: WordsDialogProps) {
  const { title, ask, label, isNeeded = false, isDanger = false, onGiven, onClosed } = props;
  const t = useWords(approvalWords);
  const [words, setWords] = useState("");
  const [isGiving, setGiving] = useState(false);
  const give = async () => {
    setGiving(true);
    await onGiven(words);
    setGiving(false);
  };
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t.cancel}
      confirmLoading={isGiving}
      okButtonProps={{ danger: isDanger, disabled: isNeeded && words.trim() === "" }}
      onOk={give}
      onCancel={onClosed}
    >
      {ask && <p>{ask}</p>}
      <Input.TextArea
        value={words}
        maxLength={MOST}
        showCount
        rows={3}
        aria-label={label}
        placeholder={label}
        onChange={(event) => setWords(event.target.value)}
      />
    </Modal>
  );
}
