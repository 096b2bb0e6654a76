// Fails when a participant page uses syntax, an API or CSS that Chrome 77 does not have: the engine inside
// meeting apps (issue 2). Static only; nothing here claims that the pages were run there.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "acorn";
import { scriptsOf, stylesOf } from "./built-scripts.mjs";
import { scriptViolations, sheetViolations } from "./chrome77-violations.mjs";

const PAGES = ["s.html", "q.html", "v.html", "stage.html"];

// What tells browsers that are older still must be readable for them; it throws where it is not.
parse(readFileSync(new URL("../public/old-browser.js", import.meta.url), "utf8"), { ecmaVersion: 5 });

const scripts = [...new Set(PAGES.flatMap(scriptsOf))];
const sheets = [...new Set(PAGES.flatMap(stylesOf))];
const lines = [
  ...scripts.flatMap((file) => named(file, scriptViolations(readFileSync(file, "utf8")))),
  ...sheets.flatMap((file) => named(file, sheetViolations(readFileSync(file, "utf8")))),
];
for (const line of lines) process.stdout.write(`${line}\n`);
process.stdout.write(
  `chrome 77: ${scripts.length} scripts and ${sheets.length} style sheets, ${lines.length} violations\n`,
);
process.exit(lines.length > 0 ? 1 : 0);

function named(file, violations) {
  return violations.map((violation) => `${basename(file)}: ${violation}`);
}
