import { CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { consoleWords } from "@/i18n/console-words";
import { useWords } from "@/i18n/dictionary";

/** Copies a text; says so. Outside a secure context browsers withhold the clipboard, which it says too. */
export function CopyButton({ text, name }: { readonly text: string; readonly name: string }) {
  const t = useWords(consoleWords);
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      message.success(t.copied);
    } catch {
      message.warning(t.copyFailed);
    }
  };
  return (
    <Button size="small" icon={<CopyOutlined />} aria-label={`${t.copy} ${name}`} onClick={copy}>
      {t.copy}
    </Button>
  );
}
