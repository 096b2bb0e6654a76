/** Organisations: their people, roles, departments and services. */
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, put, remove, upload } from "./client";

export type Right =
  | "manage_members"
  | "manage_roles"
  | "manage_seals"
  | "manage_approvals"
  | "manage_templates"
  | "start_contracts"
  | "manage_contracts"
  | "view_contracts"
  | "manage_billing";

/** A branch of the tree that rights are given in. */
export interface PermissionBranch {
  readonly module: "company" | "seals" | "contracts" | "billing";
  readonly permissions: readonly Right[];
}

export type DataScope = "own" | "department" | "everything";
export const SCOPES: readonly DataScope[] = ["own", "department", "everything"];

export type Service =
  | "silent_signing"
  | "batch_signing"
  | "overseas_signing"
  | "phone_verification"
  | "cross_page_seal";

export const SERVICES: readonly Service[] = [
  "silent_signing",
  "batch_signing",
  "overseas_signing",
  "phone_verification",
  "cross_page_seal",
];

export type Standing = "under_review" | "refused" | "active" | "dissolving" | "dissolved";

export interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly standing: Standing;
  readonly super_administrator: boolean;
}

export interface Licence {
  readonly name: string;
  readonly credit_code: string;
  readonly legal_representative: string;
}

export interface Registration extends Licence {
  readonly registrant_name: string;
  readonly is_legal_representative: boolean;
}

export interface Review extends Licence {
  readonly id: string;
  /** Registered by somebody with a letter of authority, not by the legal representative. */
  readonly by_authority: boolean;
}

export interface Department {
  readonly no: number;
  readonly name: string;
  /** 0: directly below the organisation. */
  readonly parent: number;
  /** The member who leads it. */
  readonly head: number | null;
}

export interface RoleBody {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Right[];
  readonly scope: DataScope;
}

export interface Role extends RoleBody {
  readonly no: number;
  readonly enabled: boolean;
  readonly built_in: boolean;
}

export interface Placement {
  readonly departments: readonly number[];
  readonly roles: readonly number[];
}

export interface Member extends Placement {
  readonly no: number;
  readonly name: string;
  readonly phone_masked: string | null;
  readonly standing: "invited" | "active" | "suspended";
  readonly super_administrator: boolean;
  readonly legal_representative: boolean;
  /** The member to whom this one reports. */
  readonly superior: number | null;
}

export interface Invitation extends Placement {
  readonly name: string;
  readonly phone: string;
}

/** A row of a spreadsheet that holds something. */
export interface SheetRow {
  /** From 1, as the spreadsheet program numbers it. */
  readonly line: number;
  /** From column A. */
  readonly cells: readonly string[];
}

/** Who last switched it, and when (milliseconds UTC). */
export interface SwitchedService {
  readonly service: Service;
  readonly on: boolean;
  readonly at: number;
  readonly by: string | null;
}

interface Named {
  readonly no: number;
  readonly name: string;
}

export type LetterAct = "start" | "sign" | "seal";
export const LETTER_ACTS: readonly LetterAct[] = ["start", "sign", "seal"];

/** A letter of authority as it is filed. Empty lists limit nothing. */
export interface LetterFiling {
  readonly member: number;
  readonly acts: readonly LetterAct[];
  readonly contract_types: readonly string[];
  /** Ids of the seals that may be used; all where empty. */
  readonly seals: readonly string[];
  /** Milliseconds UTC; `until` itself is outside. */
  readonly from: number;
  readonly until: number;
  /** Hash of the uploaded paper. */
  readonly document: string;
}

export interface Letter extends Omit<LetterFiling, "member"> {
  readonly no: number;
  readonly member: Named;
  readonly state:
    | { readonly standing: "waiting" | "accepted" | "withdrawn" }
    | { readonly standing: "refused"; readonly reason: string };
}

export interface Organisation extends Licence {
  readonly id: string;
  readonly standing: Standing;
  readonly earlier_names: readonly string[];
  /** The reviewer's reason. */
  readonly refusal: string | null;
  /** Milliseconds UTC. */
  readonly dissolves_at: number | null;
  readonly super_administrator: Named | null;
  readonly proposed_super_administrator: Named | null;
  readonly me: {
    readonly member: number;
    readonly super_administrator: boolean;
    readonly legal_representative: boolean;
    readonly rights: readonly Right[];
  };
  readonly services: readonly SwitchedService[];
  /** Those that one manages, decides on, or acts by. */
  readonly letters: readonly Letter[];
  /** What one has no right in is left out. */
  readonly departments?: readonly Department[];
  readonly roles?: readonly Role[];
  readonly permission_tree?: readonly PermissionBranch[];
  readonly members?: readonly Member[];
}

export function organisations(): Promise<readonly OrganisationRow[]> {
  return get("/organisations");
}

export async function registerOrganisation(registration: Registration): Promise<string> {
  const made = await post<{ readonly organisation: string }>("/organisations", registration, {
    idempotencyKey: uuidV7(),
  });
  return made.organisation;
}

export function organisation(id: string): Promise<Organisation> {
  return get(`/organisations/${id}`);
}

/** Organisations that wait for the platform's review. */
export function organisationReviews(): Promise<readonly Review[]> {
  return get("/reviews/organisations");
}

export function approveOrganisation(id: string): Promise<void> {
  return post(`/organisations/${id}/approve`);
}

export function refuseOrganisation(id: string, reason: string): Promise<void> {
  return post(`/organisations/${id}/refuse`, { reason });
}

export function joinOrganisation(id: string): Promise<void> {
  return post(`/organisations/${id}/join`);
}

/** Somebody who may act for an organisation 经办人. */
export interface Operator {
  readonly member: number;
  readonly name: string;
  /** Whether it is the person who asks. */
  readonly me: boolean;
}

/** The commands of one organisation. */
export class OrganisationDesk {
  constructor(private readonly id: string) {}

  /** Who may be named as acting for it in a contract, the person who asks first. */
  operators(): Promise<readonly Operator[]> {
    return get(this.at("/operators"));
  }
  /** One of them, as a contract names them. */
  operator(
    member: number,
  ): Promise<{ readonly name: string; readonly phone: string; readonly organisation: string }> {
    return get(this.at(`/operators/${member}`));
  }
  submitAgain(licence: Licence): Promise<void> {
    return post(this.at("/licence"), licence);
  }
  makeDepartment(name: string, parent: number): Promise<void> {
    return post(this.at("/departments"), { name, parent });
  }
  changeDepartment({ no, name, parent }: Omit<Department, "head">): Promise<void> {
    return put(this.at(`/departments/${no}`), { name, parent });
  }
  setDepartmentHead(no: number, head: number | null): Promise<void> {
    return put(this.at(`/departments/${no}/head`), { head });
  }
  removeDepartment(no: number): Promise<void> {
    return remove(this.at(`/departments/${no}`));
  }
  /** @param no absent for a new role */
  setRole(role: RoleBody, no?: number): Promise<void> {
    return no === undefined ? post(this.at("/roles"), role) : put(this.at(`/roles/${no}`), role);
  }
  enableRole(no: number, enabled: boolean): Promise<void> {
    return put(this.at(`/roles/${no}/enabled`), { enabled });
  }
  /** All of them or, where one is wrong, none. */
  invite(people: readonly Invitation[]): Promise<void> {
    return post(this.at("/members"), people);
  }
  /** The first sheet of an `xlsx` as text; the hub keeps nothing of it. */
  async readSheet(file: File): Promise<readonly SheetRow[]> {
    const read = await upload<{ readonly rows: readonly SheetRow[] }>(
      this.at("/members/sheet"),
      file,
      "application/octet-stream",
    );
    return read.rows;
  }
  withdrawInvitation(no: number): Promise<void> {
    return remove(this.at(`/members/${no}/invitation`));
  }
  place(no: number, placement: Placement): Promise<void> {
    return put(this.at(`/members/${no}/placement`), placement);
  }
  setSuperior(no: number, superior: number | null): Promise<void> {
    return put(this.at(`/members/${no}/superior`), { superior });
  }
  suspend(no: number, suspended: boolean): Promise<void> {
    return put(this.at(`/members/${no}/suspended`), { suspended });
  }
  /** How many contracts a successor would take over. */
  async openContracts(no: number): Promise<number> {
    const open = await get<{ readonly open_contracts: number }>(this.at(`/members/${no}/open-contracts`));
    return open.open_contracts;
  }
  letGo(no: number, successor?: number): Promise<void> {
    return post(this.at(`/members/${no}/leave`), { successor });
  }
  /** Contracts before it keep the old name; official and contract seals are stopped and drawn anew. */
  rename(name: string): Promise<void> {
    return put(this.at("/name"), { name });
  }
  /** @param agreement hash of the text that was accepted with it, where the service has one */
  switchService(service: Service, on: boolean, agreement?: string): Promise<void> {
    return put(this.at("/services"), { service, on, agreement });
  }
  /** Keeps the signed paper; the hash by which a filing names it. */
  async uploadLetter(file: File): Promise<string> {
    const kept = await upload<{ readonly document: string }>(
      this.at("/letters/paper"),
      file,
      "application/octet-stream",
    );
    return kept.document;
  }
  fileLetter(letter: LetterFiling): Promise<void> {
    return post(this.at("/letters"), letter);
  }
  acceptLetter(no: number): Promise<void> {
    return post(this.at(`/letters/${no}/accept`));
  }
  refuseLetter(no: number, reason: string): Promise<void> {
    return post(this.at(`/letters/${no}/refuse`), { reason });
  }
  withdrawLetter(no: number): Promise<void> {
    return post(this.at(`/letters/${no}/withdraw`));
  }
  /** Where the paper is downloaded from. */
  letterPaper(no: number): string {
    return apiUrl(this.at(`/letters/${no}/paper`));
  }
  proposeSuperAdministrator(to: number): Promise<void> {
    return post(this.at("/super-administrator"), { to });
  }
  confirmSuperAdministrator(): Promise<void> {
    return post(this.at("/super-administrator/confirm"));
  }
  dropSuperAdministrator(): Promise<void> {
    return remove(this.at("/super-administrator"));
  }
  askDissolution(): Promise<void> {
    return post(this.at("/dissolution"));
  }
  withdrawDissolution(): Promise<void> {
    return remove(this.at("/dissolution"));
  }

  private at(rest: string): string {
    return `/organisations/${this.id}${rest}`;
  }
}
