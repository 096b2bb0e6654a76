// Fails when a participant page needs more script than its budget: the gzip size of everything that its
// HTML loads, with every static and dynamic import behind it.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { scriptsOf } from "./built-scripts.mjs";

const BUDGETS = {
  "s.html": 150_000,
  "q.html": 150_000,
  "r.html": 150_000,
  "v.html": 150_000,
  "stage.html": 150_000,
};

let failed = false;
for (const [page, budget] of Object.entries(BUDGETS)) {
  let total = 0;
  for (const script of scriptsOf(page)) total += gzipSync(readFileSync(script), { level: 9 }).length;
  const verdict = total <= budget ? "ok" : "TOO LARGE";
  failed ||= total > budget;
  process.stdout.write(
    `${page.padEnd(12)} ${String(total).padStart(7)} of ${budget} bytes gzip  ${verdict}\n`,
  );
}
process.exit(failed ? 1 : 0);
