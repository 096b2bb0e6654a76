/** The hub as a process of its own: a free port, a data directory that goes away with it. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = process.env.HUIQIAN_HUB ?? fileURLToPath(new URL("../../target/debug/hub", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_MS = 30_000;
const STOP_MS = 15_000;

/** Starts the hub, with these settings, and waits until it listens. `log()` is what it has written to its error output. */
export async function startHub(settings = {}) {
  const folder = await mkdtemp(join(tmpdir(), "huiqian-browser-"));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(PROGRAM, ["serve"], {
    cwd: ROOT,
    env: { ...process.env, HUB_LISTEN: address, HUB_DATA_DIR: folder, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (bytes) => {
    log += bytes;
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    const code = await exited;
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  try {
    const setupToken = await greeting(child, exited);
    return { origin: `http://${address}`, setupToken, log: () => log, stop };
  } catch (cause) {
    await stop();
    throw new Error(`the hub did not start; its log:\n${log}`, { cause });
  }
}

/** Reads the greeting up to its last line; the secret of the link that makes the operator. */
function greeting(child, exited) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no greeting in time")), START_MS);
    let token;
    createInterface({ input: child.stdout }).on("line", (line) => {
      token ??= line.split("?setup=")[1]?.trim();
      if (!line.includes("Ctrl-C")) return;
      clearTimeout(timer);
      if (token) resolve(token);
      else reject(new Error("no setup link in the greeting"));
    });
    child.once("error", reject);
    exited.then((code) => reject(new Error(`it ended with ${code}`)));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
