/** 单方盖章: files that an organisation seals alone. */
import { uuidV7 } from "@/live/uuid";
import { get, post } from "./client";
import type { flowStates } from "./contract-states.generated";
import type { Sent } from "./drafts";

export const SEAL_PLACES = ["words", "bottom_right", "bottom_left", "centre"] as const;
export type SealPlace = (typeof SEAL_PLACES)[number];

export interface SealAlone {
  readonly seal: string;
  readonly place: SealPlace;
  /** 骑缝章 as well, where there are several pages. */
  readonly straddle: boolean;
}

export interface SealedAlone {
  /** Of the whole organisation. */
  readonly count: number;
  /** The latest of the person who asks. */
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: keyof typeof flowStates;
    /** Milliseconds UTC. */
    readonly opened_at: number;
  }[];
}

/** Seals the file of a draft, or asks for the approval that the organisation demands. Needs a step-up. */
export function sealAlone(draft: string, asked: SealAlone): Promise<Sent> {
  return post(`/drafts/${draft}/seal-alone`, asked, { idempotencyKey: uuidV7() });
}

export function sealedAlone(organisation: string): Promise<SealedAlone> {
  return get(`/organisations/${organisation}/sealed-alone`);
}
