/** Pages as people write them: `1-3, 7`, or all, odd and even ones. */

/** @returns the pages in order, each once; nothing where the text says none or one that is not there */
export function pagesOf(text: string, count: number): readonly number[] | undefined {
  const parts = text
    .replace(/[，、；;\s]+/g, ",")
    .replace(/[－—–~～至]/g, "-")
    .split(",")
    .filter((part) => part !== "");
  const pages = new Set<number>();
  for (const part of parts) {
    const found = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part);
    if (!found) return undefined;
    const first = Number(found[1]);
    const last = Number(found[2] ?? found[1]);
    if (first < 1 || last > count || first > last) return undefined;
    for (let page = first; page <= last; page += 1) pages.add(page);
  }
  return pages.size === 0 ? undefined : [...pages].sort((one, other) => one - other);
}

export const PAGE_CHOICES = ["all", "odd", "even"] as const;
export type PageChoice = (typeof PAGE_CHOICES)[number];

/** A choice as one would write it. */
export function written(choice: PageChoice, count: number): string {
  if (choice === "all") return count === 1 ? "1" : `1-${count}`;
  const first = choice === "odd" ? 1 : 2;
  const pages = Array.from({ length: count }, (_, index) => index + 1);
  return pages.filter((page) => page % 2 === first % 2).join(", ");
}
