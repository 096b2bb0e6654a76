/** Puts one page into its document. */
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { markDocument } from "@/i18n/language";

export function mount(page: ReactNode): void {
  markDocument();
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
