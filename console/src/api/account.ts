/** Calls of an account: signing in, the operator's set-up link, and the outbox. */
import { get, post } from "./client";

export interface Account {
  readonly id: string;
  /** `138****5678`. */
  readonly phone_masked: string;
  /** Whether this account is the platform operator, who may open the outbox. */
  readonly operator: boolean;
  /** The organisation that this person works for at present; absent right after signing in. */
  readonly organisation?: string | null;
}

export interface OutboxMessage {
  readonly id: number;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly to_phone: string;
  /** The contract that it belongs to; `null` for sign-in codes. */
  readonly contract: string | null;
  readonly text: string;
}

/** The account that this browser speaks for, if any. */
export async function me(): Promise<Account | undefined> {
  const { account } = await get<{ readonly account: Account | null }>("/me");
  return account ?? undefined;
}

export function sendSignInCode(phone: string): Promise<void> {
  return post("/sign-in/code", { phone });
}

export async function signIn(phone: string, code: string): Promise<Account> {
  const { account } = await post<{ readonly account: Account }>("/sign-in", { phone, code });
  return account;
}

export async function signInByPassword(phone: string, password: string): Promise<Account> {
  const { account } = await post<{ readonly account: Account }>("/sign-in/password", { phone, password });
  return account;
}

/** Uses the one-time link of the first start: signs in without a code, as the platform operator. */
export async function setUp(token: string, phone: string): Promise<Account> {
  const { account } = await post<{ readonly account: Account }>("/setup", { token, phone });
  return account;
}

export function signOut(): Promise<void> {
  return post("/sign-out");
}

/** Messages that would leave by SMS, latest first: all of them, or those of one contract for its host. */
export function outbox(contract?: string): Promise<readonly OutboxMessage[]> {
  return get(contract === undefined ? "/outbox" : `/contracts/${contract}/outbox`);
}
