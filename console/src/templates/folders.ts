/** Which templates are shown: those of one folder whose name holds what is searched for. */
import type { TemplateRow } from "@/api/templates";

/** `undefined`: every folder; `null`: those that lie in none. */
export type Folder = string | null | undefined;

/** The folders in use, in the order of their names. */
export function foldersOf(rows: readonly TemplateRow[]): readonly string[] {
  const names = rows.map(({ folder }) => folder).filter((folder) => folder !== null);
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, "zh-CN"));
}

export function shownIn(
  rows: readonly TemplateRow[],
  folder: Folder,
  search: string,
): readonly TemplateRow[] {
  const wanted = search.trim().toLowerCase();
  return rows.filter(
    (row) => (folder === undefined || row.folder === folder) && row.name.toLowerCase().includes(wanted),
  );
}
