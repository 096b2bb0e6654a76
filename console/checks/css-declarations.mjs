// Reads the declarations out of a built style sheet, each with its selector and whether its rule is a grid.
/** @returns {{selector: string, property: string, value: string, isGrid: boolean}[]} */
export function declarationsOf(css) {
  const found = [];
  const text = css.replace(/\/\*[\s\S]*?\*\//g, "");
  const rule = /([^{}]+)\{([^{}]*)\}/g;
  for (const [, selector, body] of text.matchAll(rule)) {
    const declarations = body
      .split(";")
      .map((line) => line.trim())
      .filter((line) => line.includes(":"))
      .map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      });
    const isGrid = declarations.some(([property, value]) => property === "display" && value.includes("grid"));
    for (const [property, value] of declarations) {
      found.push({ selector: selector.trim(), property, value, isGrid });
    }
  }
  return found;
}
