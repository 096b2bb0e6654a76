/** Seals of organisations and of a person, and what waits for the platform's reviewer. */
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, postForBlob, put, remove, upload } from "./client";

export type SealKind =
  | "official"
  | "contract"
  | "finance"
  | "personnel"
  | "invoice"
  | "other"
  | "legal_representative"
  | "personal";

/** What an organisation can have made. */
export const SEAL_KINDS: readonly SealKind[] = [
  "official",
  "contract",
  "finance",
  "personnel",
  "invoice",
  "other",
  "legal_representative",
];

export type SealStanding =
  | "under_review"
  | "awaiting_super_administrator"
  | "entering"
  | "in_use"
  | "refused"
  | "disabled"
  | "stopped";

export type Outline =
  | { readonly shape: "round"; readonly diameter: number }
  | { readonly shape: "ellipse"; readonly width: number; readonly height: number }
  | { readonly shape: "square"; readonly side: number };

/** Lengths in 1/100 mm. */
export interface SealTemplate {
  readonly kind: SealKind;
  readonly name: string;
  readonly outline: Outline;
  readonly purpose: string;
  readonly number: string;
  readonly star: boolean;
}

interface SealFacts {
  readonly id: string;
  readonly kind: SealKind;
  readonly name: string;
  readonly source: "template" | "uploaded" | "drawn";
  readonly standing: SealStanding;
  /** Micrometres. */
  readonly width: number;
  readonly height: number;
  readonly made_at: number;
  readonly review_due: number | null;
  readonly needs_approval: boolean;
  readonly uses: number;
}

export interface SealRow extends SealFacts {
  readonly refusal: string | null;
}

export interface Holder {
  readonly no: number;
  readonly member: number;
  readonly name: string;
  readonly from: number;
  readonly until: number | null;
  readonly withdrawn: number | null;
  readonly live: boolean;
  readonly ended: boolean;
}

export interface SealDetail extends SealFacts {
  readonly refusal: { readonly words?: string; readonly code?: string } | null;
  readonly valid_until: number | null;
  readonly holders: readonly Holder[];
  /** Whether others than one person can hold it. */
  readonly granted: boolean;
  readonly super_administrator: string | null;
}

export interface SealUse {
  readonly seal: string;
  readonly seal_name: string;
  readonly kind: SealKind;
  readonly at: number;
  readonly name: string;
  readonly contract: string;
  readonly title: string;
  readonly outcome: "open" | "used" | "released" | "expired";
  readonly seq: number;
}

export interface SealChange {
  readonly seq: number;
  readonly at: number;
  readonly what: string;
  readonly by_name: string | null;
  readonly holder_name: string | null;
  readonly words: string | null;
}

export interface SealReview {
  readonly id: string;
  readonly name: string;
  readonly kind: SealKind;
  readonly organisation_name?: string;
  readonly credit_code?: string;
  readonly review_due: number;
  readonly made_at: number;
  readonly width: number;
  readonly height: number;
}

/** Which uses; all where nothing is said. */
export interface UseFilter {
  readonly from?: number;
  readonly to?: number;
  readonly member?: number;
  readonly kind?: SealKind;
}

function query(filter: UseFilter, format?: "csv"): string {
  const parts = Object.entries({ ...filter, format }).filter(([, value]) => value !== undefined);
  return parts.length === 0 ? "" : `?${parts.map(([name, value]) => `${name}=${value}`).join("&")}`;
}

/** The seals of one organisation. */
export class SealDesk {
  constructor(private readonly organisation: string) {}

  list(): Promise<readonly SealRow[]> {
    return get(this.at("/seals"));
  }
  read(seal: string): Promise<SealDetail> {
    return get(this.at(`/seals/${seal}`));
  }
  picture(seal: string): string {
    return apiUrl(this.at(`/seals/${seal}/picture`));
  }
  preview(template: SealTemplate): Promise<Blob> {
    return postForBlob(this.at("/seals/preview"), JSON.stringify(template), "application/json");
  }
  async make(template: SealTemplate): Promise<string> {
    const options = { idempotencyKey: uuidV7() };
    return (await post<{ readonly seal: string }>(this.at("/seals"), template, options)).seal;
  }
  /** @param width of the seal on the picture, 1/100 mm */
  scan(file: Blob, kind: SealKind, width: number): Promise<Blob> {
    return postForBlob(this.at(`/seals/scan?kind=${kind}&width=${width}`), file, "application/octet-stream");
  }
  async upload(file: Blob, kind: SealKind, name: string, width: number): Promise<string> {
    const path = this.at(`/seals/upload?kind=${kind}&name=${encodeURIComponent(name)}&width=${width}`);
    const options = { idempotencyKey: uuidV7() };
    return (await upload<{ readonly seal: string }>(path, file, "application/octet-stream", options)).seal;
  }
  confirm(seal: string): Promise<void> {
    return post(this.at(`/seals/${seal}/confirm`));
  }
  decline(seal: string, reason: string): Promise<void> {
    return post(this.at(`/seals/${seal}/decline`), { reason });
  }
  stop(seal: string, reason: string): Promise<void> {
    return post(this.at(`/seals/${seal}/stop`), { reason });
  }
  enable(seal: string): Promise<void> {
    return put(this.at(`/seals/${seal}/enabled`), { enabled: true });
  }
  disable(seal: string, reason: string): Promise<void> {
    return put(this.at(`/seals/${seal}/enabled`), { enabled: false, reason });
  }
  needApproval(seal: string, needed: boolean): Promise<void> {
    return put(this.at(`/seals/${seal}/approval`), { needed });
  }
  grant(seal: string, holder: { member: number; from?: number; until?: number }): Promise<void> {
    return post(this.at(`/seals/${seal}/holders`), holder);
  }
  withdraw(seal: string, grant: number): Promise<void> {
    return remove(this.at(`/seals/${seal}/holders/${grant}`));
  }
  uses(seal: string | undefined, filter: UseFilter): Promise<readonly SealUse[]> {
    return get(this.usesAt(seal) + query(filter));
  }
  usesFile(seal: string | undefined, filter: UseFilter): string {
    return apiUrl(this.usesAt(seal) + query(filter, "csv"));
  }
  changes(seal: string): Promise<readonly SealChange[]> {
    return get(this.at(`/seals/${seal}/changes`));
  }
  changesFile(seal: string): string {
    return apiUrl(this.at(`/seals/${seal}/changes?format=csv`));
  }

  private usesAt(seal: string | undefined): string {
    return this.at(seal === undefined ? "/seal-uses" : `/seals/${seal}/uses`);
  }
  private at(rest: string): string {
    return `/organisations/${this.organisation}${rest}`;
  }
}

/** Uploaded seals that wait for the platform's review, the most urgent first. */
export function sealReviews(): Promise<readonly SealReview[]> {
  return get("/reviews/seals");
}
export function reviewPicture(seal: string): string {
  return apiUrl(`/reviews/seals/${seal}/picture`);
}
export function passSeal(seal: string): Promise<void> {
  return post(`/reviews/seals/${seal}/pass`);
}
export function failSeal(seal: string, reason: string): Promise<void> {
  return post(`/reviews/seals/${seal}/fail`, { reason });
}

/** One's own seals. */
export const ownSeals = {
  list: (): Promise<readonly SealRow[]> => get("/me/seals"),
  picture: (seal: string): string => apiUrl(`/me/seals/${seal}/picture`),
  preview: (text: string, side: number): Promise<Blob> =>
    postForBlob("/me/seals/preview", JSON.stringify({ text, side }), "application/json"),
  make: (text: string, side: number): Promise<void> =>
    post("/me/seals", { text, side }, { idempotencyKey: uuidV7() }),
  scan: (file: Blob, width: number): Promise<Blob> =>
    postForBlob(`/me/seals/scan?width=${width}`, file, "application/octet-stream"),
  upload: (file: Blob, name: string, width: number, drawn: boolean): Promise<void> =>
    upload(
      `/me/seals/upload?name=${encodeURIComponent(name)}&width=${width}&drawn=${drawn}`,
      file,
      "application/octet-stream",
      { idempotencyKey: uuidV7() },
    ),
  stop: (seal: string): Promise<void> => remove(`/me/seals/${seal}`),
};
