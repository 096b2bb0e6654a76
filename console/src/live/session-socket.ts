/** The connection of one person to one session. It breaks and comes back; nobody above it needs to care. */
import { HubClock } from "./hub-clock";
import type { ClientMessage, HubMessage } from "./protocol";
import { afterClose, type EndReason } from "./reconnect";

const PROTOCOL = "huiqian.v1";

/** An open connection. Tests put their own in its place. */
export interface Line {
  send(data: string | Uint8Array): void;
  close(): void;
}

interface LineEvents {
  opened(): void;
  text(data: string): void;
  bytes(data: Uint8Array): void;
  closed(code: number): void;
}

export type OpenLine = (url: string, events: LineEvents) => Line;

export type Connection =
  | { readonly state: "connecting" | "live" | "reconnecting" }
  | { readonly state: "ended"; readonly why: EndReason };

export interface Heartbeat {
  readonly everyMs: number;
  /** Without any message for so long, the connection counts as dead. */
  readonly deadAfterMs: number;
}

/** Parties, host and stages; viewers are beaten less often (design 2.5). */
export const LIVELY: Heartbeat = { everyMs: 5_000, deadAfterMs: 15_000 };
export const CALM: Heartbeat = { everyMs: 25_000, deadAfterMs: 33_000 };

export interface SocketOwner {
  /** The first message of every connection, with the last seq that is known. */
  hello(): ClientMessage;
  receive(message: HubMessage): void;
  receiveInk(frame: Uint8Array): void;
  connectionChanged(connection: Connection): void;
}

export class SessionSocket {
  readonly clock = new HubClock();
  private line: Line | undefined;
  private attempt = 0;
  private welcomed = false;
  private heardAt = 0;
  private restartWithinMs: number | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly owner: SocketOwner,
    private readonly heartbeat: Heartbeat,
    private readonly open: OpenLine = openWebSocket,
  ) {}

  start(): void {
    this.stopped = false;
    this.owner.connectionChanged({ state: "connecting" });
    this.dial();
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.beat);
    clearTimeout(this.retry);
    const line = this.line;
    this.line = undefined;
    line?.close();
  }

  /** Sends if the hub has welcomed this connection; says whether it did. */
  send(message: ClientMessage): boolean {
    if (!this.line || !this.welcomed) return false;
    this.line.send(JSON.stringify(message));
    return true;
  }

  /** Sends a frame of live ink, or drops it: the stroke itself follows as a command. */
  sendInk(frame: Uint8Array): void {
    if (this.line && this.welcomed) this.line.send(frame);
  }

  /** Asks for everything after the last known seq, on the connection that stands. */
  resume(): void {
    this.line?.send(JSON.stringify(this.owner.hello()));
  }

  /** The network or the page came back: do not wait out the delay. */
  hurry(): void {
    if (this.stopped) return;
    if (this.line) {
      this.ping();
    } else if (this.retry !== undefined) {
      this.dial();
    }
  }

  private dial(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    this.welcomed = false;
    this.heardAt = Date.now();
    const isCurrent = () => this.line === line;
    const line: Line = this.open(this.url, {
      opened: () => {
        if (isCurrent()) line.send(JSON.stringify(this.owner.hello()));
      },
      text: (data) => {
        if (isCurrent()) this.hear(JSON.parse(data) as HubMessage);
      },
      bytes: (data) => {
        this.heardAt = Date.now();
        if (isCurrent()) this.owner.receiveInk(data);
      },
      closed: (code) => {
        if (isCurrent()) this.lost(code);
      },
    });
    this.line = line;
    clearInterval(this.beat);
    this.beat = setInterval(() => this.ping(), this.heartbeat.everyMs);
  }

  private hear(message: HubMessage): void {
    this.heardAt = Date.now();
    if (message.type === "pong") {
      this.clock.measure(message.t, message.hub_time);
      return;
    }
    if (message.type === "bye") this.restartWithinMs = message.reconnect_within_ms;
    if (message.type === "welcome") {
      this.clock.greet(message.hub_time);
      this.welcomed = true;
      this.attempt = 0;
      this.restartWithinMs = undefined;
      this.ping();
    }
    this.owner.receive(message);
    if (message.type === "welcome") this.owner.connectionChanged({ state: "live" });
  }

  private ping(): void {
    if (Date.now() - this.heardAt > this.heartbeat.deadAfterMs) {
      const line = this.line;
      this.lost(1006);
      line?.close();
      return;
    }
    this.send({ type: "ping", t: Date.now() });
  }

  private lost(code: number): void {
    this.line = undefined;
    this.welcomed = false;
    clearInterval(this.beat);
    if (this.stopped) return;
    const next = afterClose(code, this.attempt, this.restartWithinMs, Math.random());
    if (next.come === "never") {
      this.owner.connectionChanged({ state: "ended", why: next.why });
      return;
    }
    this.attempt += 1;
    this.owner.connectionChanged({ state: "reconnecting" });
    this.retry = setTimeout(() => this.dial(), next.delayMs);
  }
}

/** The one place that opens a WebSocket. */
const openWebSocket: OpenLine = (url, events) => {
  const socket = new WebSocket(url, PROTOCOL);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => events.opened();
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === "string") events.text(data);
    else events.bytes(new Uint8Array(data));
  };
  socket.onclose = ({ code }) => events.closed(code);
  return {
    send: (data) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(data as string | Uint8Array<ArrayBuffer>);
    },
    close: () => socket.close(),
  };
};
