/** Exhibitions 会展: a trade fair's floor, its exhibitors, and who works there. */
import { uuidV7 } from "@/live/uuid";
import { get, post, put, remove, upload } from "./client";

export type Stage = "preparing" | "open" | "closed" | "archived";

export const STAFF_ROLES = ["host", "desk_clerk", "reviewer", "cashier", "stage_director", "door"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

type HoldTerm = { readonly hours: number } | { readonly working_days: number };

export const ALLOCATION_RULES = ["first_applied", "first_paid", "first_entered"] as const;
export type AllocationRule = (typeof ALLOCATION_RULES)[number];

export interface Details {
  readonly name: string;
  readonly place: string;
  /** First and last day, ISO 8601. */
  readonly days: readonly [string, string];
  /** ISO 4217. */
  readonly currency: string;
  /** sRGB, 0 to 255. */
  readonly colour: readonly [number, number, number];
  readonly languages: readonly string[];
  readonly hold_term: HoldTerm;
  readonly allocation: AllocationRule;
}

export interface Counts {
  readonly exhibitors: number;
  readonly booths: number;
  readonly held: number;
  readonly contracted: number;
  readonly paid: number;
  readonly contracts: number;
  /** Contracts that lost their booth and wait for another. */
  readonly without_booth: number;
  readonly quota: number;
  readonly quota_left: number;
  readonly desks_out: number;
}

export interface ExhibitionRow {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly days: readonly [string, string];
  readonly stage: Stage;
  readonly counts: Counts;
}

export interface Hall {
  readonly no: number;
  readonly name: string;
}

export type BoothKind = "shell" | "raw";

export interface BoothPlan {
  readonly hall: number;
  /** As it is painted on the floor: A-012. */
  readonly label: string;
  readonly kind: BoothKind;
  /** In 1/100 m². */
  readonly area: number;
  /** In 1/100 of the exhibition's currency. */
  readonly price: number;
  readonly corner?: boolean;
  /** Corners on the hall's plan, in 1/10,000 of its width and height; empty where none is drawn. */
  readonly outline: readonly (readonly [number, number])[];
}

export type Occupied = "free" | "held" | "leased" | "reserved" | "contracted" | "paid";

export interface Booth {
  readonly no: number;
  readonly plan: BoothPlan;
  readonly occupancy: {
    readonly is: Occupied;
    readonly by?: number;
    /** Of a hold: milliseconds UTC. */
    readonly until?: number;
  };
  /** `null` for whoever may not see who has it. */
  readonly company: string | null;
}

export type Standing = "applied" | "accepted" | "refused";

export interface Exhibitor {
  readonly no: number;
  readonly company: string;
  readonly contact: string;
  readonly phone_masked: string;
  readonly credit_code?: string | null;
  /** Numbers of earlier ones that are probably the same company. */
  readonly like: readonly number[];
  readonly standing: Standing;
  /** Milliseconds UTC. */
  readonly applied: number;
  /** Who came through the door. */
  readonly persons: number;
}

interface Offer {
  readonly no: number;
  readonly name: string;
  readonly with_booth: boolean;
  readonly on: boolean;
}

export interface Exhibition {
  readonly id: string;
  /** The hub's clock, milliseconds UTC. */
  readonly now: number;
  readonly details: Details;
  readonly stage: Stage;
  /** What the signed-in person does here; `null` for a visitor. */
  readonly roles: readonly StaffRole[] | null;
  readonly halls: readonly Hall[];
  readonly booths: readonly Booth[];
  readonly exhibitors: readonly Exhibitor[];
  /** For staff only, as are those below. */
  readonly counts?: Counts;
  readonly offers?: readonly Offer[];
  /** What must still be done before it can open. */
  readonly missing?: readonly { readonly code: string; readonly message: string }[];
}

/** A row of a sheet that holds something. */
export interface SheetRow {
  /** As the spreadsheet program numbers it, from 1. */
  readonly line: number;
  /** From column A. */
  readonly cells: readonly string[];
}

export interface Application {
  readonly company: string;
  readonly credit_code?: string;
  readonly contact: string;
  readonly phone: string;
}

interface NewOffer {
  readonly name: string;
  readonly template: string;
  readonly sealing: { readonly by: "review" };
  readonly with_booth: boolean;
}

/** Those where the signed-in person works, latest first. */
export function exhibitions(): Promise<readonly ExhibitionRow[]> {
  return get("/exhibitions");
}

export function exhibition(id: string): Promise<Exhibition> {
  return get(`/exhibitions/${id}`);
}

export async function foundExhibition(organisation: string, details: Details): Promise<string> {
  const founded = await post<{ readonly exhibition: string }>(
    "/exhibitions",
    { organisation, details },
    { idempotencyKey: uuidV7() },
  );
  return founded.exhibition;
}

/** What can be done at one exhibition; each is taken once, however often it is sent. */
export class ExhibitionDesk {
  private readonly path: string;

  constructor(id: string) {
    this.path = `/exhibitions/${id}`;
  }

  setStaff(phone: string, roles: readonly StaffRole[]): Promise<void> {
    return put(`${this.path}/staff`, { phone, roles });
  }

  setQuota(quota: number): Promise<void> {
    return put(`${this.path}/quota`, { quota });
  }

  offer(offer: NewOffer): Promise<void> {
    return this.post("/offers", offer);
  }

  /** To the next stage: `open`, `close` or `archive`. */
  go(stage: "open" | "close" | "archive"): Promise<void> {
    return this.post(`/${stage}`);
  }

  makeHall(name: string): Promise<void> {
    return this.post("/halls", { name });
  }

  /** All of them, or none. */
  addBooths(plans: readonly BoothPlan[]): Promise<void> {
    return put(`${this.path}/booths`, plans, { idempotencyKey: uuidV7() });
  }

  removeBooth(booth: number): Promise<void> {
    return remove(`${this.path}/booths/${booth}`);
  }

  hold(booth: number, exhibitor: number): Promise<void> {
    return put(`${this.path}/booths/${booth}/hold`, { exhibitor });
  }

  /** @param until milliseconds UTC */
  extendHold(booth: number, until: number, reason: string): Promise<void> {
    return this.post(`/booths/${booth}/hold/extend`, { until, reason });
  }

  releaseHold(booth: number): Promise<void> {
    return remove(`${this.path}/booths/${booth}/hold`);
  }

  enter(application: Application): Promise<void> {
    return this.post("/exhibitors", application);
  }

  /** A list from XLSX or CSV as rows of text; nothing is kept of it. */
  async readSheet(file: File): Promise<readonly SheetRow[]> {
    const path = `${this.path}/exhibitors/sheet`;
    const read = await upload<{ readonly rows: readonly SheetRow[] }>(path, file, "application/octet-stream");
    return read.rows;
  }

  /** All or none of them. */
  importList(applications: readonly Application[]): Promise<void> {
    return this.post("/exhibitors/list", applications);
  }

  review(exhibitor: number, accept: boolean, reason?: string): Promise<void> {
    return this.post(`/exhibitors/${exhibitor}/review`, { accept, reason });
  }

  private post(rest: string, body: unknown = {}): Promise<void> {
    return post(this.path + rest, body, { idempotencyKey: uuidV7() });
  }
}
