/** Times on this device's clock and in the language in use, for lists that are not evidence. */
import { currentLanguage } from "@/i18n/language";

/** `2026/11/22 18:05`. */
export function localTime(at: number): string {
  return new Date(at).toLocaleString(currentLanguage() === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "short",
    timeStyle: "medium",
    hour12: false,
  });
}
