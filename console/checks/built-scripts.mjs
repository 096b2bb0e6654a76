// Which built files a page loads: scripts with all their static and dynamic imports, and style sheets.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";
import { full } from "acorn-walk";

export const DIST = fileURLToPath(new URL("../dist", import.meta.url));

/** Paths of every script that `page` can load. */
export function scriptsOf(page) {
  const html = readFileSync(join(DIST, page), "utf8");
  const queue = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => join(DIST, match[1]));
  if (queue.length === 0) throw new Error(`${page} loads no script; run the build first`);
  const found = new Set();
  while (queue.length > 0) {
    const script = queue.pop();
    if (found.has(script)) continue;
    found.add(script);
    for (const imported of importsOf(script)) queue.push(imported);
  }
  return [...found].sort();
}

/** Paths of every style sheet that `page` names, or that one of its scripts names. */
export function stylesOf(page) {
  const texts = [join(DIST, page), ...scriptsOf(page)].map((file) => readFileSync(file, "utf8"));
  const names = texts.flatMap((text) => [...text.matchAll(/assets\/[\w.-]+\.css/g)].map((match) => match[0]));
  return [...new Set(names)].map((name) => join(DIST, name)).sort();
}

function importsOf(script) {
  const program = parse(readFileSync(script, "utf8"), { ecmaVersion: "latest", sourceType: "module" });
  const sources = [];
  full(program, (node) => {
    if (node.source?.type === "Literal" && typeof node.source.value === "string")
      sources.push(node.source.value);
  });
  return sources
    .filter((source) => source.startsWith("."))
    .map((source) => resolve(dirname(script), source))
    .filter(existsSync);
}
