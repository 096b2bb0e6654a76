/** A session against the fake hub, over connections that break when the test says so. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import { strokeToText } from "@/ink/codec";
import type { Shelf } from "./command-outbox";
import { LiveSession } from "./live-session";
import { LIVELY, type OpenLine } from "./session-socket";

const INK = strokeToText([{ x: 1, y: 2, t: 0, w: 512 }]);

/** A network that can be cut: what is sent while it is down is lost. */
class Network {
  isUp = true;
  dials = 0;
  constructor(private readonly hub: FakeHub) {}

  readonly open: OpenLine = (_url, events) => {
    this.dials += 1;
    if (!this.isUp) {
      queueMicrotask(() => events.closed(1006));
      return { send: () => undefined, close: () => undefined };
    }
    const hear = this.hub.connect(
      { role: "party", party: 2 },
      {
        text: (data) => this.isUp && events.text(data),
        bytes: (data) => this.isUp && events.bytes(data),
        closed: (code) => events.closed(code),
      },
    );
    queueMicrotask(() => events.opened());
    return { send: (data) => this.isUp && hear(data), close: () => undefined };
  };

  cut(): void {
    this.isUp = false;
    this.hub.drop(1006);
  }
}

function memoryShelf(): Shelf {
  let text: string | undefined;
  return {
    read: () => text,
    write: (written) => {
      text = written;
    },
  };
}

let hub: FakeHub;
let network: Network;
let shelf: Shelf;
const open = () => new LiveSession({ url: "ws://hub", heartbeat: LIVELY, shelf, open: network.open });
const strokes = () => hub.view.ink.map((stroke) => stroke.stroke);

beforeEach(() => {
  vi.useFakeTimers();
  hub = new FakeHub();
  hub.prepare();
  network = new Network(hub);
  shelf = memoryShelf();
});
afterEach(() => {
  vi.useRealTimers();
});

it("shows the hub's view and follows it", async () => {
  const session = open();
  session.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(session.get().connection).toEqual({ state: "live" });
  expect(session.get().view).toEqual(hub.view);
  hub.append("hub.page_turned.v1", { page: 2, image: "0" });
  expect(session.get().view).toEqual(hub.view);
});

it("catches up with everything that happened while it was away", async () => {
  const session = open();
  session.start();
  await vi.advanceTimersByTimeAsync(0);
  network.cut();
  expect(session.get().connection).toEqual({ state: "reconnecting" });
  hub.append("hub.page_turned.v1", { page: 2, image: "0" });
  hub.append("hub.page_turned.v1", { page: 3, image: "0" });
  network.isUp = true;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(session.get().view).toEqual(hub.view);
});

it("delivers a stroke that was drawn without a network, once", async () => {
  const session = open();
  session.start();
  await vi.advanceTimersByTimeAsync(0);
  network.cut();
  const answered = session.command("draw_stroke", { field: 2, stroke: 1, ink: INK });
  expect(session.get().pending).toHaveLength(1);
  network.isUp = true;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await answered).toMatchObject({ kind: "done" });
  expect(strokes()).toEqual([1]);
  expect(session.get().pending).toEqual([]);
});

it("delivers after a reload what the page before it could not", async () => {
  const first = open();
  const leave = first.start();
  await vi.advanceTimersByTimeAsync(0);
  network.isUp = false;
  first.command("draw_stroke", { field: 2, stroke: 1, ink: INK });
  first.command("draw_stroke", { field: 2, stroke: 2, ink: INK });
  leave();
  network.isUp = true;
  const second = open();
  expect(second.get().pending).toHaveLength(2);
  second.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(strokes()).toEqual([1, 2]);
  expect(second.get().pending).toEqual([]);
});

it("repeats a command whose answer was lost with the same id", async () => {
  const session = open();
  session.start();
  await vi.advanceTimersByTimeAsync(0);
  const { append } = hub;
  vi.spyOn(hub, "append").mockImplementationOnce((...line) => {
    const event = append.apply(hub, line as Parameters<typeof append>);
    network.cut();
    return event;
  });
  session.command("draw_stroke", { field: 2, stroke: 1, ink: INK });
  network.isUp = true;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(hub.received.map(({ id }) => id)).toEqual([hub.received[0]?.id, hub.received[0]?.id]);
  expect(strokes()).toEqual([1]);
  expect(session.get().pending).toEqual([]);
});

it("never sends more than the hub takes at once, and all of it in order", async () => {
  const session = open();
  for (let stroke = 1; stroke <= 50; stroke++) {
    session.command("draw_stroke", { field: 2, stroke, ink: INK });
  }
  session.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(strokes()).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

it("stays away when another device took its place", async () => {
  const session = open();
  session.start();
  await vi.advanceTimersByTimeAsync(0);
  hub.drop(4009);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(session.get().connection).toEqual({ state: "ended", why: "other_device" });
  expect(network.dials).toBe(1);
});

it("takes a silent connection for dead", async () => {
  const session = open();
  session.start();
  await vi.advanceTimersByTimeAsync(0);
  network.isUp = false;
  await vi.advanceTimersByTimeAsync(25_000);
  expect(session.get().connection).toEqual({ state: "reconnecting" });
});
