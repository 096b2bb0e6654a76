/** Where a seal stands, in one word. */
import { Tag } from "antd";
import type { SealStanding } from "@/api/seals";
import { sealWords } from "@/i18n/console-seal-words";
import { useWords } from "@/i18n/dictionary";

const COLOURS: Readonly<Record<SealStanding, string>> = {
  under_review: "gold",
  awaiting_super_administrator: "gold",
  entering: "blue",
  in_use: "green",
  refused: "red",
  disabled: "default",
  stopped: "default",
};

export function StandingTag({ standing }: { readonly standing: SealStanding }) {
  const t = useWords(sealWords);
  return <Tag color={COLOURS[standing]}>{t[`standing_${standing}`]}</Tag>;
}
