/** 一键体验: one call makes a demonstration ceremony with links for everybody. */

import type { Role } from "@/live/protocol";
import { post, remove } from "./client";

export interface DemoLink {
  readonly role: Role;
  readonly party?: number;
  readonly url: string;
  readonly qr_svg: string;
}

export interface Demo {
  readonly contract: string;
  readonly links: readonly DemoLink[];
}

const KEY = "huiqian.demo";

/** Signs in a demonstration host and opens the room; kept for this tab, so that a reload finds it again. */
export async function startDemo(): Promise<Demo> {
  const demo = await post<Demo>("/demo", { parties: 2 });
  try {
    sessionStorage.setItem(KEY, JSON.stringify(demo));
  } catch {
    // Without storage a reload cannot find the links again; the page then offers a new demonstration.
  }
  return demo;
}

/** The demonstration of this tab. */
export function keptDemo(contract: string | null): Demo | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Demo | null;
    return kept !== null && (contract === null || kept.contract === contract) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Erases its personal values and files. */
export async function removeDemo(contract: string): Promise<void> {
  await remove(`/demo/${contract}`);
  sessionStorage.removeItem(KEY);
}
