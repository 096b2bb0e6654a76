/** What organisers have before a fair: a company that may sign by itself, and a template for those who come. */
import { readFile } from "node:fs/promises";

const DOCUMENT = new URL("../../hub/assets/demo-contract.pdf", import.meta.url);

/** A company of the signed-in person, for which they work, with a contract seal of their own. */
export async function foundCompany(api, name) {
  const { organisation } = await api.post("/organisations", {
    name,
    credit_code: "91350100M000100Y43",
    legal_representative: "林望舒",
    registrant_name: "林望舒",
    is_legal_representative: true,
  });
  const path = `/organisations/${organisation}`;
  await api.post(`${path}/approve`);
  await api.put("/me/organisation", { organisation });
  const outline = { shape: "round", diameter: 4200 };
  const { seal } = await api.post(`${path}/seals`, { kind: "contract", outline, purpose: "合同专用章", star: true });
  await api.post(`${path}/seals/${seal}/confirm`);
  const isInUse = async () => (await api.get(`${path}/seals/${seal}`)).standing === "in_use";
  while (!(await isInUse())) await new Promise((resolve) => setTimeout(resolve, 100));
  await api.post(`${path}/seals/${seal}/holders`, { member: 1 });
  return { id: organisation, name, path, seal };
}

/** The company's part may be sealed without anybody's hand. */
export async function switchOnSilentSigning(api, company) {
  const texts = await api.get("/agreements");
  const agreement = texts.find(({ kind }) => kind === "silent_signing").sha256.zh;
  await api.put(`${company.path}/services`, { service: "silent_signing", on: true, agreement });
}

/** The company seals by itself, the guest writes; `controls` are numbered from 3, the guest is party 2. */
export async function keepTemplate(api, company, { name, guest, controls }) {
  const { id } = await api.post("/drafts");
  await api.upload(`/drafts/${id}/document?name=contract.pdf`, await readFile(DOCUMENT));
  const { version, body } = await api.get(`/drafts/${id}`);
  const last = body.document.pages.length;
  const host = { label: "主办方", name: "林望舒", phone: "13900000000", organisation: company.name };
  const written = {
    ...body,
    title: name,
    parties: [
      { ...host, auto: { seal: company.seal } },
      { name: "", phone: "", ...guest },
    ],
    fields: [
      {
        party: 1,
        page: last,
        rect: { x: 90_000, y: 470_000, w: 120_000, h: 120_000 },
        content: { kind: "seal", holder: "organisation" },
      },
      { party: 2, page: last, rect: { x: 309_000, y: 488_000, w: 185_000, h: 78_000 } },
    ],
    controls,
    policy: { ...body.policy, course: "routine" },
  };
  await api.put(`/drafts/${id}`, { version, body: written });
  await api.post("/templates", { draft: id, name, folder: null });
}

/** The six digits of the newest message to this number, once they are not the earlier ones. */
export async function newestCode(api, phone, earlier) {
  for (;;) {
    const messages = (await api.get("/outbox")).filter(({ to_phone }) => to_phone === phone);
    const digits = messages.map(({ text }) => /验证码 (\d{6})/.exec(text)?.[1]).find(Boolean);
    if (digits && digits !== earlier) return digits;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
