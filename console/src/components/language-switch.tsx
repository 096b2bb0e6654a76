import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";
import { setLanguage, useLanguage } from "@/i18n/language";
import styles from "./language-switch.module.css";

/** 中文 ⇄ English. */
export function LanguageSwitch() {
  const language = useLanguage();
  const t = useWords(commonWords);
  return (
    <button
      type="button"
      className={styles.switch}
      lang={language === "zh" ? "en" : "zh-CN"}
      aria-label={t.switchLanguageLabel}
      onClick={() => setLanguage(language === "zh" ? "en" : "zh")}
    >
      {t.switchLanguage}
    </button>
  );
}
