/** Passkeys 通行密钥: the hub's questions, put to the device, and its answers. Bytes travel as base64url. */
import type { Account } from "./account";
import { type CallOptions, post, remove } from "./client";

interface Question {
  readonly challenge: string;
  readonly rp_id: string;
}

interface RegistrationQuestion extends Question {
  readonly user: string;
  readonly user_name: string;
  readonly known: readonly string[];
}

/** COSE names of the signatures that the hub checks: ES256, RS256. */
const KINDS = [-7, -257];

/** Whether this browser and address can use passkeys at all. */
export function hasPasskeys(): boolean {
  return window.isSecureContext && "PublicKeyCredential" in window;
}

/** Has the device make a passkey and keeps it with the account. */
export async function addPasskey(name: string): Promise<void> {
  const question = await post<RegistrationQuestion>("/me/passkeys/challenge");
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: bytes(question.challenge),
      rp: { id: question.rp_id, name: "会签" },
      user: { id: bytes(question.user), name: question.user_name, displayName: question.user_name },
      pubKeyCredParams: KINDS.map((alg) => ({ type: "public-key" as const, alg })),
      excludeCredentials: question.known.map((id) => ({ type: "public-key" as const, id: bytes(id) })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    },
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  await post("/me/passkeys", {
    name,
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.getAuthenticatorData()),
  });
}

export function removePasskey(id: string): Promise<void> {
  return remove(`/me/passkeys/${id}`);
}

/** The device asks its person which passkey; the hub says whose account it opens. */
export async function signInByPasskey(): Promise<Account> {
  const { account } = await answerTo<{ readonly account: Account }>("/sign-in/passkey");
  return account;
}

/** Shows once more that it is the same person. */
export function stepUpByPasskey(): Promise<void> {
  return answerTo("/me/step-up/passkey");
}

/** Shows, before a party's act, that it is the account's person; `options` names the seat. */
export function proveByPasskey(path: string, options: CallOptions): Promise<void> {
  return answerTo(path, options);
}

async function answerTo<T>(path: string, options: CallOptions = {}): Promise<T> {
  const question = await post<Question>(`${path}/challenge`, {}, options);
  const given = (await navigator.credentials.get({
    publicKey: {
      challenge: bytes(question.challenge),
      rpId: question.rp_id,
      userVerification: "required",
    },
  })) as PublicKeyCredential;
  const response = given.response as AuthenticatorAssertionResponse;
  const answer = {
    id: given.id,
    user: response.userHandle === null ? null : text(response.userHandle),
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.authenticatorData),
    signature: text(response.signature),
  };
  return post<T>(path, answer, options);
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
