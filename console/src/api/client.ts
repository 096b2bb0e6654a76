/** Calls of `/api/v1`: same origin, cookie session, `X-Huiqian` on every change, problems thrown as `Problem`. */
import { words } from "@/i18n/dictionary";
import { currentLanguage } from "@/i18n/language";
import { networkWords } from "@/i18n/network-words";
import { Problem, readProblem } from "./problem";

const BASE = "/api/v1";

export interface CallOptions {
  /** UUIDv7 of the command; sent as `Idempotency-Key`, so that a repeated call has the first call's result. */
  readonly idempotencyKey?: string;
  /** The place that this call speaks for; without it, the signed-in account. */
  readonly seat?: string;
  readonly signal?: AbortSignal;
}

/** `GET path` → the JSON body. */
export function get<T>(path: string, options: CallOptions = {}): Promise<T> {
  return send<T>("GET", path, undefined, options);
}

/** `POST path` with a JSON body → the JSON body, or `undefined` for 204. */
export function post<T = void>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<T> {
  return send<T>("POST", path, JSON.stringify(body), options, "application/json");
}

/** `PUT path` with a JSON body. */
export function put<T = void>(path: string, body: unknown, options: CallOptions = {}): Promise<T> {
  return send<T>("PUT", path, JSON.stringify(body), options, "application/json");
}

/** `DELETE path`. */
export function remove(path: string, options: CallOptions = {}): Promise<void> {
  return send<void>("DELETE", path, undefined, options);
}

/** `POST path` with raw bytes, for example a PDF. */
export function upload<T>(
  path: string,
  bytes: Blob,
  mediaType: string,
  options: CallOptions = {},
): Promise<T> {
  return send<T>("POST", path, bytes, options, mediaType);
}

/** `POST path` → the bytes of the answer, for example a picture. */
export async function postForBlob(path: string, body: BodyInit, mediaType: string): Promise<Blob> {
  const answer = await exchange("POST", path, body, {}, mediaType);
  return answer.blob();
}

/** The address of a call, for `<img src>` and downloads. */
export function apiUrl(path: string): string {
  return BASE + path;
}

async function send<T>(
  method: string,
  path: string,
  body: BodyInit | undefined,
  options: CallOptions,
  mediaType?: string,
): Promise<T> {
  const answer = await exchange(method, path, body, options, mediaType);
  if (answer.status === 204) return undefined as T;
  return (await answer.json()) as T;
}

/** The hub's answer; anything but success is thrown as a problem. */
async function exchange(
  method: string,
  path: string,
  body: BodyInit | undefined,
  options: CallOptions,
  mediaType?: string,
): Promise<Response> {
  const headers: Record<string, string> = { "Accept-Language": currentLanguage() };
  if (method !== "GET") headers["X-Huiqian"] = "1";
  if (mediaType !== undefined) headers["Content-Type"] = mediaType;
  if (options.idempotencyKey !== undefined) headers["Idempotency-Key"] = options.idempotencyKey;
  if (options.seat !== undefined) headers["X-Huiqian-Seat"] = options.seat;
  const request: RequestInit = { method, headers, credentials: "same-origin" };
  if (body !== undefined) request.body = body;
  if (options.signal !== undefined) request.signal = options.signal;
  let answer: Response;
  try {
    answer = await fetch(BASE + path, request);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new Problem(0, "network", words(networkWords).noAnswer);
  }
  if (!answer.ok) throw await readProblem(answer, words(networkWords).refusedWithoutReason(answer.status));
  return answer;
}
