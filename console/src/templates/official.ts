/** Official templates 官方模板: shipped with the hub, taken over into one's own by way of an ordinary draft. */
import { upload } from "@/api/client";
import type { DraftField } from "@/api/drafts";
import { createDraft, draft as readDraft, removeDraft, saveDraft } from "@/api/drafts";
import { makeTemplate } from "@/api/templates";
import type { FillControl } from "@/live/plan";

export interface OfficialTemplate {
  readonly key: string;
  readonly name: string;
  readonly english: string;
  readonly folder: string | null;
  readonly pages: number;
  /** In the order of the parties. */
  readonly roles: readonly {
    readonly label: string;
    readonly english: string;
    readonly organisation: boolean;
  }[];
  readonly fields: readonly DraftField[];
  readonly controls: readonly FillControl[];
}

/** Where its pages can be read before it is taken over. */
export function officialFileUrl({ key }: OfficialTemplate): string {
  return `/official-templates/${key}.pdf`;
}

/** Makes a template of one's own; nothing of the draft on the way stays. */
export async function takeOver(official: OfficialTemplate): Promise<void> {
  const { id } = await createDraft();
  try {
    await fill(id, official);
    await makeTemplate(id, official.name, official.folder);
  } finally {
    await removeDraft(id);
  }
}

/** A draft to be sent, of this template. Returns its id. */
export async function startOfficial(official: OfficialTemplate): Promise<string> {
  const { id } = await createDraft();
  await fill(id, official);
  return id;
}

async function fill(id: string, official: OfficialTemplate): Promise<void> {
  const answer = await fetch(officialFileUrl(official));
  const file = new Blob([await answer.arrayBuffer()], { type: "application/pdf" });
  await upload(`/drafts/${id}/document?name=${encodeURIComponent(`${official.name}.pdf`)}`, file, file.type);
  const { version, body } = await readDraft(id);
  await saveDraft(id, version, {
    ...body,
    title: official.name,
    parties: official.roles.map(({ label, organisation }) => ({
      label,
      name: "",
      phone: "",
      ...(organisation && { organisation: "" }),
    })),
    fields: official.fields,
    controls: official.controls,
    policy: { ...body.policy, course: "routine" },
  });
}
