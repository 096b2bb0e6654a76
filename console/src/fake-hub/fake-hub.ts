/** A hub in memory: keeps one session's log and speaks `huiqian.v1`. For component tests and screenshots. */

import { strokeFromText, strokeToText } from "@/ink/codec";
import type { CommandBodies, CommandName } from "@/live/commands";
import type { EventBodies, EventKind } from "@/live/event-bodies";
import type { ValueView } from "@/live/plan";
import type { ClientMessage, HubMessage, SessionEvent, SessionView, You } from "@/live/protocol";
import { applyEvent } from "@/live/session-view";
import { handwriting } from "./handwriting";
import { madeUpHash, openedBody, PAGE_IMAGES } from "./sample-contract";
import { SAMPLE_CONTROLS } from "./sample-controls";

const MATERIAL: readonly EventKind[] = [
  "hub.opened.v1",
  "hub.prepared.v1",
  "hub.phase_entered.v1",
  "hub.page_turned.v1",
  "hub.paused.v1",
  "hub.resumed.v1",
  "hub.sealing_due.v1",
  "hub.called_off.v1",
  "hub.filling_done.v1",
  "hub.revoked.v1",
  "hub.expired.v1",
];

/** What a connection needs to hear from the hub. */
export interface Ear {
  text(data: string): void;
  bytes(data: Uint8Array): void;
  closed(code: number): void;
}

interface Connected {
  readonly you: You;
  readonly ear: Ear;
}

interface RoutineChoice {
  readonly order: "together" | "in_turn";
  readonly turns: readonly number[];
}

export class FakeHub {
  readonly log: SessionEvent[] = [];
  /** Commands as they were received, doubles included. */
  readonly received: { readonly id: string; readonly name: string; readonly body: object }[] = [];
  /** Refuses every connection. */
  isDown = false;
  private readonly answers = new Map<string, HubMessage>();
  private connected: Connected[] = [];
  private current: SessionView | undefined;

  constructor(
    parties = 2,
    private readonly now: () => number = Date.now,
    opened: EventBodies["hub.opened.v1"] = openedBody(parties),
  ) {
    this.append("hub.opened.v1", opened);
  }

  /** An ordinary contract that party 2 fills in. */
  static routine(parties = 2, choice: Partial<RoutineChoice> = {}): FakeHub {
    const { order = "in_turn", turns = [] } = choice;
    const body = openedBody(parties);
    return new FakeHub(parties, Date.now, {
      ...body,
      parties: body.parties.map((party, index) => ({ ...party, turn: turns[index] ?? party.no })),
      controls: SAMPLE_CONTROLS,
      values: [{ no: 3, value: "2026-11-22" }],
      deadline: Date.UTC(2026, 11, 31, 16),
      policy: { ...body.policy, order, course: "routine" },
    });
  }

  get view(): SessionView {
    if (!this.current) throw new Error("the log is empty");
    return this.current;
  }

  /** Writes one line and tells everybody. */
  append<Kind extends EventKind>(kind: Kind, body: EventBodies[Kind], by = "hub"): SessionEvent {
    const seq = this.log.length + 1;
    const event = {
      type: "event",
      seq,
      hash: madeUpHash(`line ${seq} ${JSON.stringify(body)}`),
      at: this.now(),
      by,
      kind,
      material: MATERIAL.includes(kind),
      body,
    } as unknown as SessionEvent;
    this.log.push(event);
    this.current = applyEvent(this.current, event);
    for (const { ear } of this.connected) ear.text(JSON.stringify(event));
    return event;
  }

  /** Takes the values of the only party that fills in. */
  fill(party: number, values: readonly ValueView[] = []): void {
    this.append("hub.filled.v1", { party, values });
    this.append("hub.filling_done.v1", {});
  }

  /** R0 is there. */
  prepare(): void {
    this.append("hub.prepared.v1", {
      r0: madeUpHash("r0"),
      length: 123_456,
      plan: madeUpHash("plan"),
      images: PAGE_IMAGES,
      first_image: PAGE_IMAGES[0]?.image ?? "",
      certificate: madeUpHash("certificate"),
    });
    this.append("hub.host_present.v1", {});
  }

  /** Brings a party into the room, with the agreements of first use accepted. */
  checkIn(party: number): void {
    this.append("hub.party_verified.v1", { party, method: "phone_code", device_key: "a2V5" });
    for (const kind of ["terms", "privacy", "certificate"] as const) {
      this.append("hub.consented.v1", { party, kind, given: true, version: "1", text: madeUpHash(kind) });
    }
    this.append("hub.party_present.v1", { party });
  }

  /** Lets all parties sign now. */
  startSigning(): void {
    this.append("hub.phase_entered.v1", { phase: "signing" });
    for (const { no } of this.view.parties) {
      this.append("hub.granted.v1", { party: no, r0: madeUpHash("r0"), until: this.now() + 600_000 });
    }
  }

  /** Draws a party's whole name, or its first strokes. */
  draw(party: number, strokes = 99): void {
    for (const [index, points] of handwriting(party - 1)
      .slice(0, strokes)
      .entries()) {
      this.append("hub.ink_stroke.v1", {
        party,
        field: party,
        stroke: index + 1,
        points: points.length,
        digest: madeUpHash("digest"),
        ink: strokeToText(points),
      });
    }
  }

  commit(party: number): void {
    this.append("hub.committed.v1", {
      party,
      r0: madeUpHash("r0"),
      ink: madeUpHash("ink"),
      activation: "{}",
      signature: "c2ln",
    });
    const isLast = this.view.parties.every((each) => each.committed_at !== undefined);
    if (isLast) this.append("hub.sealing_due.v1", { r0: madeUpHash("r0"), acts: this.view.parties.length });
  }

  sign(party: number): void {
    this.append("hub.party_signed.v1", {
      party,
      base: madeUpHash("base"),
      revision: madeUpHash(`revision ${party}`),
      length: 200_000,
      certificate: madeUpHash("cert"),
      serial: "01",
      token: madeUpHash("token"),
      token_time: this.now(),
    });
  }

  seal(): void {
    this.append("hub.sealed.v1", {
      document: madeUpHash("document"),
      length: 300_000,
      signatures: this.view.parties.length,
    });
  }

  /** Takes a connection; the returned function hears what the client sends. */
  connect(you: You, ear: Ear): (data: string | Uint8Array) => void {
    const connected = { you, ear };
    if (this.isDown) {
      ear.closed(1012);
      return () => undefined;
    }
    this.connected.push(connected);
    return (data) => {
      if (typeof data === "string") this.hear(connected, JSON.parse(data) as ClientMessage);
      else this.relay(connected, data);
    };
  }

  /** Ends every connection with a close code. */
  drop(code: number): void {
    const all = this.connected;
    this.connected = [];
    for (const { ear } of all) ear.closed(code);
  }

  private hear({ you, ear }: Connected, message: ClientMessage): void {
    const send = (answer: HubMessage) => ear.text(JSON.stringify(answer));
    switch (message.type) {
      case "ping":
        send({ type: "pong", t: message.t, hub_time: this.now() });
        return;
      case "hello":
        send({
          type: "welcome",
          you,
          hub_time: this.now(),
          ...(message.last_seq > 0
            ? { events: this.log.filter((event) => event.seq > message.last_seq) }
            : { view: this.view }),
        });
        return;
      case "command": {
        const { id, name, body } = message;
        this.received.push({ id, name, body });
        const answer = this.answers.get(id) ?? this.obey(you, id, name as CommandName, body);
        this.answers.set(id, answer);
        send(answer);
      }
    }
  }

  private obey(you: You, id: string, name: CommandName, body: object): HubMessage {
    const party = you.party ?? 0;
    const ack = (): HubMessage => ({ type: "ack", id, seq: this.view.seq, hash: this.view.hash });
    switch (name) {
      case "consent": {
        const { kind, given, version, text } = body as CommandBodies["consent"];
        this.append("hub.consented.v1", { party, kind, given, version, text });
        return ack();
      }
      case "draw_stroke": {
        const { field, stroke, ink } = body as CommandBodies["draw_stroke"];
        const points = strokeFromText(ink).length;
        this.append("hub.ink_stroke.v1", { party, field, stroke, points, digest: madeUpHash(ink), ink });
        return ack();
      }
      case "clear_ink":
        this.append("hub.ink_cleared.v1", { party, field: (body as CommandBodies["clear_ink"]).field });
        return ack();
      case "fill": {
        const { values } = body as CommandBodies["fill"];
        this.fill(
          party,
          values.map(({ no, text }) => ({ no, value: text })),
        );
        return ack();
      }
      case "transfer":
        this.append("hub.transferred.v1", { party, ...(body as CommandBodies["transfer"]) });
        return ack();
      case "refuse":
        this.append("hub.refused.v1", { party, ...(body as CommandBodies["refuse"]) });
        return ack();
      case "commit":
        this.commit(party);
        return ack();
      case "report_reading":
        this.append("hub.page_read.v1", { party, ...(body as CommandBodies["report_reading"]) });
        return ack();
      default:
        return { type: "refused", id, code: "not_allowed", message: "您不能这样做。", params: {} };
    }
  }

  /** Passes a frame of live ink to everybody else, with the sender's number in it. */
  private relay(from: Connected, frame: Uint8Array): void {
    const marked = frame.slice();
    marked[1] = from.you.party ?? 0;
    for (const other of this.connected) if (other !== from) other.ear.bytes(marked);
  }
}
