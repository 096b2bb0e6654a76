import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";

export function ViewerRoute() {
  const t = useWords(commonWords);
  return <p>{t.loading}</p>;
}
