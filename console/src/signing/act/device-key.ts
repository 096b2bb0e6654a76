/** The key that signs this person's act: made on the device, kept in IndexedDB, and never able to leave it. */
import { toBase64Url } from "@/live/bytes";

const DATABASE = "huiqian";
const STORE = "device-keys";
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;

export interface DeviceKey {
  /** SPKI DER, base64url: what the hub knows this device by. */
  readonly publicKey: string;
  /** ECDSA P-256 with SHA-256 over `text` as UTF-8: r ‖ s, base64url. */
  sign(text: string): Promise<string>;
}

/** The key of this device for one party of one contract; made at the first call. */
export async function openDeviceKey(contract: string, party: number): Promise<DeviceKey> {
  const name = `${contract}/${party}`;
  const database = await openDatabase();
  try {
    const kept = await request<CryptoKeyPair | undefined>(
      database.transaction(STORE).objectStore(STORE).get(name),
    );
    return await deviceKey(kept ?? (await makeKey(database, name)));
  } finally {
    database.close();
  }
}

async function makeKey(database: IDBDatabase, name: string): Promise<CryptoKeyPair> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  await request(database.transaction(STORE, "readwrite").objectStore(STORE).put(pair, name));
  return pair;
}

async function deviceKey(pair: CryptoKeyPair): Promise<DeviceKey> {
  const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
  return {
    publicKey: toBase64Url(new Uint8Array(spki)),
    sign: async (text) => {
      const bytes = new TextEncoder().encode(text);
      const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, bytes);
      return toBase64Url(new Uint8Array(signature));
    },
  };
}

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return request(opening);
}

function request<T>(of: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    of.onsuccess = () => resolve(of.result);
    of.onerror = () => reject(of.error ?? new Error("indexeddb failed"));
  });
}
