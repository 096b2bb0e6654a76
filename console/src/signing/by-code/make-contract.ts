/** From a proven number to the signing page of a contract of one's own. */
import { keepSeat } from "@/api/kept-seat";
import { takePlace } from "@/api/sign-codes";
import { takeOwnPlace } from "@/api/sign-many";
import { openDeviceKey } from "@/signing/act/device-key";
import type { Visit } from "./kept-visit";

const AGAIN_MS = 700;

interface Typed {
  readonly name: string;
  readonly values: readonly { readonly no: number; readonly text: string }[];
}

/** Asks until the contract can be signed; where its signing page is. */
export async function makeContract(visit: Visit, { name, values }: Typed): Promise<string> {
  for (;;) {
    const answer = await takePlace(visit.pass, visit.attempt, name, values);
    if (answer.state === "ready") return signingPage(answer.contract, answer.party);
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** Takes the seat with this device's key, for the number was shown just now. */
export async function signingPage(contract: string, party: number): Promise<string> {
  const { publicKey } = await openDeviceKey(contract, party);
  const token = `own-${contract}`;
  keepSeat(token, await takeOwnPlace(contract, publicKey));
  return `/s#${token}`;
}
