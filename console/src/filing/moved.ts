/** The list with one of its members at another place. */
export function moved<T>(all: readonly T[], from: number, to: number): readonly T[] {
  const member = all[from];
  if (member === undefined || to < 0 || to >= all.length) return all;
  const others = all.filter((_, index) => index !== from);
  return [...others.slice(0, to), member, ...others.slice(to)];
}
