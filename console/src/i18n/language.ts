/** The language of the page: 中文 first, English by choice; kept on the device. */
import { useSyncExternalStore } from "react";

export type Language = "zh" | "en";

const KEY = "huiqian.language";
const listeners = new Set<() => void>();
let current: Language = stored() ?? "zh";

/** The language now in use. */
export function currentLanguage(): Language {
  return current;
}

/** Switches every word on the page, and remembers it. */
export function setLanguage(language: Language): void {
  current = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage may be closed to us (private windows); the choice then lasts as long as the page.
  }
  markDocument();
  for (const listener of listeners) listener();
}

/** The language as React state. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

/** Sets `<html lang>`, which screen readers and fonts go by. */
export function markDocument(): void {
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(): Language | undefined {
  try {
    const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEY);
    return asked === "zh" || asked === "en" ? asked : undefined;
  } catch {
    return undefined;
  }
}
