/** What one may do with an organisation's seals, and with whom. */
import type { Organisation } from "@/api/organisations";

export function sealRights({ me }: Organisation) {
  return { manages: me.rights.includes("manage_seals"), represents: me.legal_representative };
}

/** Who can be made a holder. */
export function employees({ members = [] }: Organisation) {
  return members.filter(({ standing }) => standing === "active").map(({ no, name }) => ({ no, name }));
}
