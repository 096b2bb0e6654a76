/** Approvals: flows of an organisation, requests, and what approvers do. */
import { uuidV7 } from "@/live/uuid";
import { apiUrl, get, post, put, remove } from "./client";

export type GuardedAct = "start" | "own_signature" | "seal_use" | "publish_template";
export const GUARDED_ACTS: readonly GuardedAct[] = ["start", "own_signature", "seal_use", "publish_template"];

export type Consent = "any_one" | "all" | "in_turn";
export const CONSENTS: readonly Consent[] = ["any_one", "all", "in_turn"];

/** Whom a step asks, as the hub writes it. */
export type Asked =
  | { readonly member: number }
  | { readonly role: number }
  | { readonly department_head: number }
  | "requesters_head"
  | "superior"
  | "super_administrator";

export interface FlowStep {
  readonly consent: Consent;
  readonly asked: readonly Asked[];
}

/** Amounts in 分. */
export interface Conditions {
  readonly contract_types?: readonly string[];
  readonly at_least?: number;
  readonly below?: number;
  readonly templates?: readonly string[];
  readonly departments?: readonly number[];
  readonly seals?: readonly string[];
}

export interface Flow {
  readonly name: string;
  readonly act: GuardedAct;
  readonly conditions: Conditions;
  readonly steps: readonly FlowStep[];
  readonly own_request: boolean;
  readonly days: number;
}

export interface KeptFlow {
  readonly no: number;
  readonly enabled: boolean;
  readonly flow: Flow;
}

export type Outcome = "pending" | "passed" | "sent_back" | "refused" | "withdrawn" | "expired" | "used";

export interface ApprovalRow {
  readonly id: string;
  readonly organisation: string;
  readonly organisation_name: string;
  readonly act: GuardedAct;
  readonly title: string;
  readonly requester_name: string;
  readonly requested_at: number;
  readonly until: number;
  readonly outcome: Outcome;
  /** The step that waits, from 1. */
  readonly step: number;
  readonly steps: number;
  /** Names of those for whom one would act. */
  readonly instead_of?: readonly string[];
}

/** Whom a step asks, with the name of today. */
export interface NamedAsked {
  readonly kind:
    | "member"
    | "role"
    | "department_head"
    | "requesters_head"
    | "superior"
    | "super_administrator";
  readonly name?: string;
}

interface NamedStep {
  readonly consent: Consent;
  readonly asked: readonly NamedAsked[];
}

export interface AskedPerson {
  readonly no: number;
  readonly name: string;
  readonly instead_of: readonly string[];
  readonly done: boolean;
  readonly due: boolean;
}

interface Deed {
  readonly at: number;
  /** From 0. */
  readonly step: number;
  readonly kind: "passed" | "sent_back" | "refused" | "delegated" | "step_added";
  readonly to: string | null;
  readonly name: string;
  readonly instead_of: readonly string[];
  readonly words: string;
}

export interface ApprovalDetail {
  readonly id: string;
  readonly organisation: string;
  readonly organisation_name: string;
  readonly act: GuardedAct;
  readonly subject: { readonly id: string };
  readonly title: string;
  readonly flow: string | null;
  readonly requester: { readonly no: number; readonly name: string };
  readonly requested_at: number;
  readonly until: number;
  readonly outcome: Outcome;
  readonly ended_at: number | null;
  /** Steps that are passed. */
  readonly done: number;
  readonly steps: readonly NamedStep[];
  /** Whom the step that waits asks now. */
  readonly people: readonly AskedPerson[];
  readonly history: readonly Deed[];
  /** Absent where the document was changed or removed. */
  readonly pages: number | null;
  readonly me: {
    readonly requester: boolean;
    readonly due: boolean;
    readonly instead_of: readonly string[] | null;
    readonly may_withdraw: boolean;
    readonly may_remind: boolean;
  };
}

interface Colleague {
  readonly no: number;
  readonly name: string;
  readonly me: boolean;
  readonly absence: { readonly from: number; readonly until: number; readonly substitute: number } | null;
}

interface Named {
  readonly no: number;
  readonly name: string;
}

export interface Colleagues {
  readonly people: readonly Colleague[];
  readonly departments: readonly Named[];
  readonly roles: readonly Named[];
}

export function waitingApprovals(): Promise<readonly ApprovalRow[]> {
  return get("/approvals/waiting");
}
export function requestedApprovals(): Promise<readonly ApprovalRow[]> {
  return get("/approvals/requested");
}
export function handledApprovals(): Promise<readonly ApprovalRow[]> {
  return get("/approvals/handled");
}

/** The approvals of one organisation. */
export class ApprovalDesk {
  constructor(private readonly organisation: string) {}

  read(approval: string): Promise<ApprovalDetail> {
    return get(this.at(approval));
  }
  page(approval: string, n: number): string {
    return apiUrl(this.at(approval, `/pages/${n}.png`));
  }
  pass(approval: string, opinion: string): Promise<void> {
    return this.give(approval, "pass", { opinion });
  }
  sendBack(approval: string, reason: string): Promise<void> {
    return this.give(approval, "send-back", { reason });
  }
  refuse(approval: string, reason: string): Promise<void> {
    return this.give(approval, "refuse", { reason });
  }
  delegate(approval: string, to: number): Promise<void> {
    return this.give(approval, "delegate", { to });
  }
  addStep(approval: string, step: FlowStep): Promise<void> {
    return this.give(approval, "steps", step);
  }
  withdraw(approval: string): Promise<void> {
    return this.give(approval, "withdraw", {});
  }
  remind(approval: string): Promise<void> {
    return this.give(approval, "remind", {});
  }
  colleagues(): Promise<Colleagues> {
    return get(`/organisations/${this.organisation}/colleagues`);
  }
  flows(): Promise<readonly KeptFlow[]> {
    return get(this.flowsAt(""));
  }
  saveFlow(no: number | undefined, flow: Flow): Promise<void> {
    if (no !== undefined) return put(this.flowsAt(`/${no}`), flow);
    return post(this.flowsAt(""), flow, { idempotencyKey: uuidV7() });
  }
  turnFlow(no: number, enabled: boolean): Promise<void> {
    return put(this.flowsAt(`/${no}/enabled`), { enabled });
  }
  setAbsence(member: number, absence: { from: number; until: number; substitute: number }): Promise<void> {
    return put(this.absenceAt(member), absence);
  }
  endAbsence(member: number): Promise<void> {
    return remove(this.absenceAt(member));
  }

  private give(approval: string, act: string, body: object): Promise<void> {
    return post(this.at(approval, `/${act}`), body, { idempotencyKey: uuidV7() });
  }
  private at(approval: string, rest = ""): string {
    return `/organisations/${this.organisation}/approvals/${approval}${rest}`;
  }
  private flowsAt(rest: string): string {
    return `/organisations/${this.organisation}/approval-flows${rest}`;
  }
  private absenceAt(member: number): string {
    return `/organisations/${this.organisation}/members/${member}/absence`;
  }
}
