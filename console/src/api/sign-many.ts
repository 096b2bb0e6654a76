/** 批量签署: contracts that wait for the signed-in person, opened without a link and signed with one press. */
import type { Hash } from "@/live/protocol";
import { post } from "./client";
import { keepSeat } from "./kept-seat";
import type { Joined } from "./participant";

/** A contract that may be signed together with others. */
export interface ReadyContract {
  readonly id: string;
  readonly ready: true;
  readonly party: number;
  readonly title: string;
  readonly host_name: string;
  /** What the signer reads and signs. */
  readonly r0: Hash;
  readonly pages: number;
  /** How many of the signer's controls are written into by hand, and how many take a seal. */
  readonly ink: number;
  readonly seals: number;
}

/** A contract that must be opened by itself, and why. */
export interface LoneContract {
  readonly id: string;
  readonly ready: false;
  readonly title: string | null;
  readonly code: string;
  readonly message: string;
}

/** Which of at most 100 contracts may be signed together now. */
export function lookAtMany(contracts: readonly string[]): Promise<readonly (ReadyContract | LoneContract)[]> {
  return post("/contracts/sign-many", { contracts });
}

/** The own seat in a contract; known at once to be this person's with the key of this device, after a step-up. */
export function takeOwnPlace(contract: string, deviceKey?: string): Promise<Joined> {
  const body = deviceKey === undefined ? {} : { device_key: deviceKey };
  return post(`/contracts/${contract}/own-place`, body);
}

/** Takes the own seat in a contract; the address of the page that signs there. */
export async function ownSigningPage(contract: string): Promise<string> {
  const token = `own-${contract}`;
  keepSeat(token, await takeOwnPlace(contract));
  return `/s#${token}`;
}
