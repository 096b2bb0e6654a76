/** How much a seal covers what is printed below it. */
import { Slider } from "antd";
import { contractEditorWords } from "@/i18n/contract-editor-words";
import { useWords } from "@/i18n/dictionary";
import type { SealContent } from "@/live/plan";

interface SealOpacityProps {
  readonly content: SealContent;
  readonly onChange: (content: SealContent) => void;
}

/** The least that is seen on a copy, in percent: domain/src/contract/opacity.rs. */
const LEAST = 30;
const FULL = 100;

export function SealOpacity({ content, onChange }: SealOpacityProps) {
  const t = useWords(contractEditorWords);
  const { opacity = FULL, ...rest } = content;
  return (
    <Slider
      min={LEAST}
      max={FULL}
      step={5}
      ariaLabelForHandle={t.opacity}
      tooltip={{ formatter: (percent) => `${percent} %` }}
      value={opacity}
      onChange={(percent) => onChange(percent === FULL ? rest : { ...rest, opacity: percent })}
    />
  );
}
