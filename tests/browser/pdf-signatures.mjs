/** What the `pdfsig` program of poppler, which is not ours, finds in a PDF. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Each signature by its field: whether it holds, what it is, and whether it covers the whole file. */
export async function signaturesOf(pdf) {
  const folder = await mkdtemp(join(tmpdir(), "huiqian-pdfsig-"));
  try {
    const file = join(folder, "contract.pdf");
    await writeFile(file, pdf);
    const { stdout } = await run("pdfsig", ["-nocert", file]);
    return stdout.split(/^Signature #\d+:/m).slice(1).map(signature);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function signature(text) {
  const value = (name) => new RegExp(`- ${name}: (.*)`).exec(text)?.[1]?.trim();
  return {
    field: value("Signature Field Name"),
    signer: value("Signer Certificate Common Name"),
    type: value("Signature Type"),
    isValid: value("Signature Validation") === "Signature is Valid.",
    coversAll: /Total document signed/.test(text),
  };
}
