/** Exhibitions 会展: a trade fair's floor, its exhibitors, and who works there. */
import type { FillControl } from "@/live/plan";
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, put, remove, upload } from "./client";
import type { Link } from "./contracts";

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
  /** The hall screen tells what was signed for, too. */
  readonly show_amounts?: boolean;
}

export interface Counts {
  readonly exhibitors: number;
  readonly booths: number;
  readonly held: number;
  readonly contracted: number;
  readonly paid: number;
  readonly contracts: number;
  /** Those of them that all have signed. */
  readonly signed: number;
  /** Contracts that lost their booth and wait for another. */
  readonly without_booth: number;
  readonly quota: number;
  readonly quota_left: number;
  readonly desks_out: number;
}

/** Contracts that all have signed, of one sort; money is 0 for whoever may not see it. */
interface Tally {
  readonly contracts: number;
  /** In 1/100 m². */
  readonly area: number;
  /** In 1/100 of the exhibition's currency. */
  readonly amount: number;
  readonly received: number;
}

interface Filled extends Tally {
  readonly booths: number;
}

export interface Statistics {
  readonly total: Tally;
  readonly today: Tally;
  /** By day, ISO 8601. */
  readonly days: Readonly<Record<string, Tally>>;
  readonly halls: Readonly<Record<number, Filled>>;
  readonly shell: Filled;
  readonly raw: Filled;
  /** Deposits of all contracts, signed by all or not yet. */
  readonly received: number;
}

export const EXPORTS = ["exhibitors", "booths", "contracts", "statistics"] as const;
type Export = (typeof EXPORTS)[number];

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
  /** SHA-256 of the picture behind its booths. */
  readonly plan: string | null;
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

/** Who shows a badge at the door, and who has come in with it. */
export interface Arrival {
  readonly exhibitor: number;
  readonly company: string;
  readonly contact: string;
  readonly standing: Standing;
  readonly booths: readonly string[];
  readonly persons: number;
  /** Of the latest arrival, milliseconds UTC; `null` where nobody has come. */
  readonly last: number | null;
}

export const DEPOSIT_KINDS = ["earnest", "advance", "security"] as const;
export type DepositKind = (typeof DEPOSIT_KINDS)[number];

/** What an offer asks for on signing. */
export interface DepositTerm {
  readonly kind: DepositKind;
  /** In 1/100 % of the price. */
  readonly share: number;
}

/** Money as the cashier took it. */
export interface Deposit {
  readonly kind: DepositKind;
  /** In 1/100 of the exhibition's currency. */
  readonly amount: number;
  readonly slip: string;
  /** SHA-256 of a picture of this exhibition. */
  readonly picture?: string;
  readonly invoice_to?: string;
  readonly tax_number?: string;
}

export interface Offer {
  readonly no: number;
  readonly name: string;
  readonly with_booth: boolean;
  readonly on: boolean;
  readonly deposit: DepositTerm | null;
}

/** A contract that was opened here. */
export interface FairContract {
  readonly contract: string;
  readonly exhibitor: number;
  readonly number: number;
  readonly booth: number | null;
  /** The booth that it names and another has. */
  readonly lost: number | null;
  /** Milliseconds UTC. */
  readonly entered: number;
  /** When all had signed; milliseconds UTC. */
  readonly signed: number | null;
  /** It came to nothing, or is void. */
  readonly ended: boolean;
  readonly deposit: { readonly deposit: Deposit; readonly at: number } | null;
}

/** What must be typed before a contract stands, with what is known already. */
export interface ContractForm {
  readonly name: string;
  readonly pages: number;
  readonly controls: readonly { readonly control: FillControl; readonly suggested: string | null }[];
}

/** The contract of one try. */
export interface WantedContract {
  /** The device's id of the try: sent again it is the same contract. */
  readonly attempt: string;
  readonly offer: number;
  readonly exhibitor: number;
  readonly booth?: number;
  readonly values: readonly { readonly no: number; readonly text: string }[];
}

export interface ConcludedContract {
  readonly contract: string;
  readonly party: number;
  readonly number: number;
}

export interface StaffMember {
  readonly account: string;
  readonly phone_masked: string | null;
  readonly roles: readonly StaffRole[];
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
  readonly offers: readonly Offer[];
  readonly contracts: readonly FairContract[];
  /** For staff only, as are those below. */
  readonly counts?: Counts;
  readonly statistics?: Statistics;
  /** What must still be done before it can open. */
  readonly missing?: readonly { readonly code: string; readonly message: string }[];
  /** For hosts only. */
  readonly staff?: readonly StaffMember[];
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
  readonly with_booth: boolean;
  readonly deposit?: DepositTerm;
}

/** What an open exhibition says to everybody. */
export interface Invitation {
  readonly name: string;
  readonly place: string;
  readonly days: readonly [string, string];
  /** sRGB, 0 to 255. */
  readonly colour: readonly [number, number, number];
  readonly organiser: string;
  readonly booths: number;
  readonly free: number;
  /** Of the application form, and its picture. */
  readonly url: string;
  readonly qr_svg: string;
}

export function invitation(id: string): Promise<Invitation> {
  return get(`/exhibitions/${id}/invitation`);
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

/** Between two questions for a contract that is being opened. */
const AGAIN_MS = 700;

/** What can be done at one exhibition; each is taken once, however often it is sent. */
export class ExhibitionDesk {
  private readonly path: string;

  constructor(id: string) {
    this.path = `/exhibitions/${id}`;
  }

  /** Gives duties to the owner of a phone number, or to somebody who works here already; none: nothing any more. */
  setStaff(
    who: { readonly phone: string } | { readonly account: string },
    roles: readonly StaffRole[],
  ): Promise<void> {
    return put(`${this.path}/staff`, { ...who, roles });
  }

  change(details: Details): Promise<void> {
    return put(this.path, details);
  }

  /** Where a list is, as a file. */
  exportUrl(list: Export, format: "csv" | "xlsx"): string {
    return apiUrl(`${this.path}/export/${list}?format=${format}`);
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

  form(offer: number, exhibitor: number, booth?: number): Promise<ContractForm> {
    const of = booth === undefined ? "" : `&booth=${booth}`;
    return get(`${this.path}/offers/${offer}/form?exhibitor=${exhibitor}${of}`);
  }

  /** Opens the contract; asks until it can be signed. */
  async conclude(wanted: WantedContract): Promise<ConcludedContract> {
    type Answer = { readonly state: "opening" } | ({ readonly state: "ready" } & ConcludedContract);
    for (;;) {
      const answer = await post<Answer>(`${this.path}/contracts`, wanted);
      if (answer.state === "ready") return answer;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  /** The exhibitor's own way to a contract, for a screen that is turned towards them. */
  link(contract: string): Promise<Link> {
    return post(`${this.path}/contracts/${contract}/link`, {});
  }

  changeHall(hall: number, name: string, plan: string | null): Promise<void> {
    return put(`${this.path}/halls/${hall}`, { name, plan });
  }

  /** Where the picture behind a hall's booths is. */
  planUrl(hall: number): string {
    return apiUrl(`${this.path}/halls/${hall}/plan`);
  }

  /** Booths as they were drawn: those with a number change, others are new; some go before. */
  async redraw(
    booths: readonly (BoothPlan & { readonly no?: number })[],
    removed: readonly number[],
  ): Promise<void> {
    for (const booth of removed) await this.removeBooth(booth);
    if (booths.length > 0) await put(`${this.path}/booths`, booths, { idempotencyKey: uuidV7() });
  }

  /** A photograph or a drawing; what comes back names it here. */
  async sendPicture(file: Blob): Promise<string> {
    const path = `${this.path}/pictures`;
    const { picture } = await upload<{ readonly picture: string }>(path, file, "application/octet-stream");
    return picture;
  }

  recordDeposit(contract: string, deposit: Deposit): Promise<void> {
    return this.post(`/contracts/${contract}/deposit`, deposit);
  }

  slipUrl(contract: string): string {
    return apiUrl(`${this.path}/contracts/${contract}/slip`);
  }

  /** Where the confirmation letter is, as a PDF. */
  confirmationUrl(contract: string): string {
    return apiUrl(`${this.path}/contracts/${contract}/confirmation`);
  }

  /** Where the badge is, as a PDF. */
  badgeUrl(exhibitor: number): string {
    return apiUrl(`${this.path}/exhibitors/${exhibitor}/badge`);
  }

  badgeAt(code: string): Promise<Arrival> {
    return get(`${this.path}/door/${code}`);
  }

  /** @param nonce one for each arrival: sent again it counts once */
  enterBy(code: string, nonce: string, persons: number): Promise<Arrival> {
    return post(`${this.path}/door/${code}`, { nonce, persons });
  }

  private post(rest: string, body: unknown = {}): Promise<void> {
    return post(this.path + rest, body, { idempotencyKey: uuidV7() });
  }
}
