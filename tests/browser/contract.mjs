/** A contract made through the API, as the editor page does it: draft, document, people, boxes, open. */
import { readFile } from "node:fs/promises";

const DOCUMENT = new URL("../../hub/assets/demo-contract.pdf", import.meta.url);

export const TITLE = "战略合作框架协议";
export const PARTIES = [
  { label: "甲方", name: "王大山", phone: "13800000001", organisation: "青屿新能源（虚构）有限公司" },
  { label: "乙方", name: "江文", phone: "13800000002", organisation: "北岸精密制造（虚构）股份有限公司" },
];
/** Signing boxes on the last page, in 1/1000 pt from the lower left: under 甲方 and under 乙方. */
const BOXES = [
  { x: 78_000, y: 488_000, w: 185_000, h: 78_000 },
  { x: 309_000, y: 488_000, w: 185_000, h: 78_000 },
];

/** Calls of `/api/v1` with the cookies of a browser context. */
export function apiOf(context, origin) {
  const call = async (method, path, options = {}) => {
    const answer = await context.request.fetch(`${origin}/api/v1${path}`, {
      method,
      ...options,
      headers: { "X-Huiqian": "1", Origin: origin, ...options.headers },
    });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.status() === 204 ? undefined : answer.json();
  };
  return {
    get: (path) => call("GET", path),
    post: (path, data = {}) => call("POST", path, { data }),
    put: (path, data) => call("PUT", path, { data }),
    upload: (path, data) => call("POST", path, { data, headers: { "Content-Type": "application/pdf" } }),
  };
}

/** Accepts what a signed-in person accepts before hosting. */
export async function acceptAgreements(api) {
  const { owed } = await api.get("/me/agreements");
  const texts = (await api.get("/agreements")).filter(({ kind }) => owed.includes(kind));
  const accepted = texts.map(({ kind, version, sha256 }) => ({ kind, version, text: sha256.zh }));
  await api.post("/me/agreements", accepted);
}

/** Makes the context's account the operator, and prepares a draft without boxes. Returns its id. */
export async function prepareDraft(api, setupToken) {
  await api.post("/setup", { token: setupToken, phone: "13900000000" });
  await acceptAgreements(api);
  const { id } = await api.post("/drafts");
  await api.upload(`/drafts/${id}/document?name=contract.pdf`, await readFile(DOCUMENT));
  const { version, body } = await api.get(`/drafts/${id}`);
  await api.put(`/drafts/${id}`, { version, body: { ...body, title: TITLE, host_name: "主持人", parties: PARTIES } });
  return id;
}

/** A draft with everything in it, that the context's account would send for an organisation. Returns its id. */
export async function draftFor(api, organisation) {
  const { id } = await api.post("/drafts");
  await api.upload(`/drafts/${id}/document?name=contract.pdf`, await readFile(DOCUMENT));
  const { version, body } = await api.get(`/drafts/${id}`);
  const page = body.document.pages.length;
  const fields = BOXES.map((rect, index) => ({ party: index + 1, page, rect }));
  const written = { ...body, title: TITLE, host_name: "主持人", parties: PARTIES, fields, organisation };
  await api.put(`/drafts/${id}`, { version, body: written });
  return id;
}

/** Opens a room for a contract of the context's account, which becomes the operator. Returns its id and page count. */
export async function openRoom(api, setupToken) {
  const id = await prepareDraft(api, setupToken);
  const { version, body } = await api.get(`/drafts/${id}`);
  const pages = body.document.pages.length;
  const fields = BOXES.map((rect, index) => ({ party: index + 1, page: pages, rect }));
  await api.put(`/drafts/${id}`, { version, body: { ...body, fields } });
  const { contract } = await api.post(`/drafts/${id}/open`);
  return { contract, pages };
}

/** The newest six-digit code that went to `phone`. */
export async function codeFor(api, contract, phone) {
  const messages = await api.get(`/contracts/${contract}/outbox`);
  for (const { to_phone, text } of messages) {
    const code = to_phone === phone && /(?<!\d)\d{6}(?!\d)/.exec(text);
    if (code) return code[0];
  }
  throw new Error(`no code for ${phone}`);
}
