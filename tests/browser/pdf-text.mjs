/** What `pdftotext` and `pdfimages` of poppler, which are not ours, read out of a PDF. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The text of all pages, in lines as they are laid out. */
export function textOf(pdf) {
  return readBy("pdftotext", (file) => ["-layout", file, "-"], pdf);
}

/** How many pictures stand on a page, from 1. */
export async function picturesOn(pdf, page) {
  const listed = await readBy("pdfimages", (file) => ["-list", "-f", `${page}`, "-l", `${page}`, file], pdf);
  return listed.split("\n").filter((line) => / image /.test(line)).length;
}

async function readBy(program, argumentsFor, pdf) {
  const folder = await mkdtemp(join(tmpdir(), "huiqian-poppler-"));
  try {
    const file = join(folder, "contract.pdf");
    await writeFile(file, pdf);
    const { stdout } = await run(program, argumentsFor(file), { maxBuffer: 1 << 24 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
