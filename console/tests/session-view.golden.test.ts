// @vitest-environment node
/** The browser's view equals the hub's: every golden session is replayed, event by event and at once. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { SessionEvent, SessionView } from "@/live/protocol";
import { applyAll } from "@/live/session-view";

const FOLDER = fileURLToPath(new URL("../../tests/golden/session", import.meta.url));

interface GoldenSession {
  readonly events: readonly SessionEvent[];
  readonly view: SessionView;
}

const files = readGoldenFiles();

it("has golden sessions to replay", () => {
  expect(files.length).toBeGreaterThan(0);
});

describe.each(files)("%s", (name) => {
  const { events, view } = JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as GoldenSession;

  it("ends in the hub's view", () => {
    expect(applyAll(undefined, events)).toEqual(view);
  });

  it("ends in the same view whatever was received twice or in pieces", () => {
    let now: SessionView | undefined;
    for (let index = 0; index < events.length; index++) {
      const applied = applyAll(now, events.slice(Math.max(0, index - 2), index + 1));
      if (applied === "gap") throw new Error(`a gap before event ${index + 1}`);
      now = applied;
    }
    expect(now).toEqual(view);
  });

  it("notices a missing event", () => {
    const first = applyAll(undefined, events.slice(0, 1));
    expect(first).not.toBe("gap");
    expect(applyAll(first as SessionView, events.slice(2))).toBe("gap");
  });
});

function readGoldenFiles(): string[] {
  try {
    return readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}
