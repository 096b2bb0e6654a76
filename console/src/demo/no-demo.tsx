import { Button, Result } from "antd";
import { useState } from "react";
import { type Demo, startDemo } from "@/api/demo";
import { sentence } from "@/api/problem";
import { demoWords } from "@/i18n/console-demo-words";
import { useWords } from "@/i18n/dictionary";

/** There is no demonstration in this tab: start one. */
export function NoDemo({ onStarted }: { readonly onStarted: (demo: Demo) => void }) {
  const t = useWords(demoWords);
  const [isStarting, setStarting] = useState(false);
  const [problem, setProblem] = useState<string>();
  const start = async () => {
    setStarting(true);
    try {
      onStarted(await startDemo());
    } catch (cause) {
      setProblem(sentence(cause));
      setStarting(false);
    }
  };
  return (
    <Result
      title={t.noneTitle}
      subTitle={problem ?? t.noneText}
      extra={
        <Button type="primary" size="large" loading={isStarting} onClick={start}>
          {t.start}
        </Button>
      }
    />
  );
}
