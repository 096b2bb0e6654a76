import { dictionary } from "./dictionary";

/** Words that every page uses. */
export const commonWords = dictionary(
  {
    productName: "会签",
    switchLanguage: "English",
    switchLanguageLabel: "Switch to English",
    retry: "重试",
    cancel: "取消",
    close: "关闭",
    back: "返回",
    loading: "正在载入…",
  },
  {
    productName: "Huiqian",
    switchLanguage: "中文",
    switchLanguageLabel: "切换到中文",
    retry: "Try again",
    cancel: "Cancel",
    close: "Close",
    back: "Back",
    loading: "Loading…",
  },
);
