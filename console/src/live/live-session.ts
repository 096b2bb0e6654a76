/** A session as a page lives in it: the view kept current, commands sent until answered, live ink both ways. */
import { currentLanguage } from "@/i18n/language";
import { CommandOutbox, type Shelf } from "./command-outbox";
import {
  actsOnWhatWasSeen,
  type CommandBodies,
  type CommandName,
  type CommandOutcome,
  type PendingCommand,
} from "./commands";
import { InkLane } from "./ink-lane";
import type { ClientMessage, HubMessage, Seen, SessionEvent, SessionView, You } from "./protocol";
import {
  type Connection,
  type Heartbeat,
  type OpenLine,
  SessionSocket,
  type SocketOwner,
} from "./session-socket";
import { applyAll } from "./session-view";
import { uuidV7 } from "./uuid";

/** Everything a page draws from. Replaced, never changed. */
export interface LiveState {
  readonly connection: Connection;
  readonly you: You | undefined;
  readonly view: SessionView | undefined;
  /** Commands without an answer, oldest first. */
  readonly pending: readonly PendingCommand[];
  /** How many people watch, where the hub says it. */
  readonly viewers: number | undefined;
  /** The key of the device that was last identified for this party, where that happened before our eyes. */
  readonly identifiedKey: string | undefined;
  /** The latest reason that was given, where this person may see it, by `kind` or `kind/party` of its event. */
  readonly reasons: Readonly<Record<string, string>>;
}

export interface LiveSessionOptions {
  readonly url: string;
  readonly heartbeat: Heartbeat;
  readonly shelf: Shelf;
  readonly open?: OpenLine;
}

/** Commands that may be under way at once; the hub takes 32. */
const WINDOW = 16;
/** A busy hub is asked again after this time. */
const BUSY_MS = 700;

type Refused = Extract<CommandOutcome, { kind: "refused" }>;
export type RefusalListener = (command: PendingCommand, refused: Refused) => void;

interface Answer {
  readonly id: string;
  /** The answer counts once the view has come this far, so that nothing vanishes in between. */
  readonly seq: number;
  readonly outcome: CommandOutcome;
}

export class LiveSession implements SocketOwner {
  readonly ink: InkLane;
  private readonly socket: SessionSocket;
  private readonly outbox: CommandOutbox;
  private readonly listeners = new Set<() => void>();
  private readonly refusals = new Set<RefusalListener>();
  /** Ids of commands that were sent on this connection and are not answered. */
  private readonly underWay = new Set<string>();
  private answers: Answer[] = [];
  private state: LiveState;

  constructor(options: LiveSessionOptions) {
    this.outbox = new CommandOutbox(options.shelf);
    this.socket = new SessionSocket(options.url, this, options.heartbeat, options.open);
    this.ink = new InkLane((frame) => this.socket.sendInk(frame));
    this.state = {
      connection: { state: "connecting" },
      you: undefined,
      view: undefined,
      pending: this.outbox.all(),
      viewers: undefined,
      identifiedKey: undefined,
      reasons: {},
    };
  }

  /** Connects; the returned function leaves. */
  start(): () => void {
    const hurry = () => this.socket.hurry();
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    this.socket.start();
    return () => {
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
      this.socket.stop();
    };
  }

  readonly get = (): LiveState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Hub time in ms. */
  hubNow(): number {
    return this.socket.clock.now();
  }

  /**
   * Gives a command; resolves when the hub has answered and the view contains what the answer speaks of.
   * `onView` is the view that the person acted on, where that is not the newest one.
   */
  command<Name extends CommandName>(
    name: Name,
    body: CommandBodies[Name],
    onView: SessionView | undefined = this.state.view,
  ): Promise<CommandOutcome> {
    const fixed =
      onView && actsOnWhatWasSeen(name) ? { expected_seq: onView.last_material_seq, seen: head(onView) } : {};
    const command = { id: uuidV7(), name, body, ...fixed } as PendingCommand;
    const answered = this.outbox.add(command);
    this.set({ pending: this.outbox.all() });
    this.sendPending();
    return answered;
  }

  /** Hears of refused commands, also of those that were given before a reload. */
  onRefused(listener: RefusalListener): () => void {
    this.refusals.add(listener);
    return () => this.refusals.delete(listener);
  }

  hello(): ClientMessage {
    const { view } = this.state;
    return {
      type: "hello",
      last_seq: view?.seq ?? 0,
      ...(view ? { first_line: view.first_line } : {}),
      lang: currentLanguage(),
    };
  }

  connectionChanged(connection: Connection): void {
    this.set({ connection });
  }

  receiveInk(frame: Uint8Array): void {
    this.ink.receive(frame, performance.now());
  }

  receive(message: HubMessage): void {
    switch (message.type) {
      case "welcome":
        if (message.view) this.ink.forgetAll();
        this.set({ you: message.you, ...(message.view ? { view: message.view } : {}) });
        this.apply(message.events ?? []);
        this.underWay.clear();
        this.sendPending();
        return;
      case "event":
        this.apply([message]);
        return;
      case "ack": {
        const { id, seq, hash } = message;
        this.answers.push({ id, seq, outcome: { kind: "done", seq, hash } });
        this.settleAnswers();
        return;
      }
      case "refused": {
        const { id, code, message: sentence, params } = message;
        this.underWay.delete(id);
        if (code === "busy") {
          setTimeout(() => this.sendPending(), BUSY_MS);
          return;
        }
        const refused: Refused = { kind: "refused", code, message: sentence, params };
        const command = this.outbox.settle(id, refused);
        this.set({ pending: this.outbox.all() });
        this.sendPending();
        if (command) for (const listener of this.refusals) listener(command, refused);
        return;
      }
      case "viewers":
        this.set({ viewers: message.count });
        return;
      case "pong":
      case "bye":
        return;
    }
  }

  private apply(events: readonly SessionEvent[]): void {
    const applied = applyAll(this.state.view, events);
    if (applied === "gap") {
      this.socket.resume();
      return;
    }
    let { reasons, identifiedKey } = this.state;
    for (const event of events) {
      if (event.kind === "hub.party_verified.v1" && event.body.party === this.state.you?.party) {
        identifiedKey = event.body.device_key;
      }
      if ("reason" in event.body && event.kind !== "hub.grant_ended.v1") {
        const about = "party" in event.body ? `${event.kind}/${event.body.party}` : event.kind;
        reasons = { ...reasons, [about]: event.body.reason ?? "" };
      }
      this.ink.follow(event);
    }
    this.set({ view: applied, reasons, identifiedKey });
    this.settleAnswers();
  }

  private settleAnswers(): void {
    const seq = this.state.view?.seq ?? 0;
    const due = this.answers.filter((answer) => answer.seq <= seq);
    if (due.length === 0) return;
    this.answers = this.answers.filter((answer) => answer.seq > seq);
    for (const { id, outcome } of due) {
      this.underWay.delete(id);
      this.outbox.settle(id, outcome);
    }
    this.set({ pending: this.outbox.all() });
    this.sendPending();
  }

  /** Sends what is not under way yet, oldest first. */
  private sendPending(): void {
    const { view } = this.state;
    const seen = view ? { seen: head(view) } : {};
    for (const command of this.outbox.all()) {
      if (this.underWay.size >= WINDOW) return;
      if (this.underWay.has(command.id)) continue;
      if (!this.socket.send({ type: "command", ...seen, ...command })) return;
      this.underWay.add(command.id);
    }
  }

  private set(change: Partial<LiveState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

function head(view: SessionView): Seen {
  return { n: view.seq, hash: view.hash };
}
