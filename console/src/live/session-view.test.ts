import { expect, it } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import type { SessionView } from "./protocol";
import { applyAll } from "./session-view";

function replay(hub: FakeHub): SessionView {
  const view = applyAll(undefined, hub.log);
  if (view === undefined || view === "gap") throw new Error("no view");
  return view;
}

it("ends every right to sign with the signing phase", () => {
  const hub = new FakeHub();
  hub.prepare();
  hub.startSigning();
  expect(hub.view.parties.map((party) => party.grant_until !== undefined)).toEqual([true, true]);
  hub.append("hub.phase_entered.v1", { phase: "reading" });
  expect(hub.view.parties.some((party) => "grant_until" in party)).toBe(false);
});

it("empties a cleared box and no other", () => {
  const hub = new FakeHub();
  hub.prepare();
  hub.startSigning();
  hub.draw(1, 3);
  hub.draw(2, 2);
  hub.append("hub.ink_cleared.v1", { party: 1, field: 1 });
  expect(hub.view.ink.map(({ party, stroke }) => [party, stroke])).toEqual([
    [2, 1],
    [2, 2],
  ]);
});

it("counts only what changes the act as material", () => {
  const hub = new FakeHub();
  hub.prepare();
  const turned = hub.append("hub.page_turned.v1", { page: 2, image: "0" });
  hub.append("hub.party_present.v1", { party: 1 });
  hub.draw(1, 1);
  expect(hub.view.last_material_seq).toBe(turned.seq);
  expect(hub.view.seq).toBe(turned.seq + 2);
});

it("keeps the latest answer per consent, in the order of the kinds", () => {
  const hub = new FakeHub();
  hub.prepare();
  const consent = (kind: "ink" | "recording", given: boolean) =>
    hub.append("hub.consented.v1", { party: 1, kind, given, version: "1", text: "0" });
  consent("recording", false);
  consent("ink", true);
  consent("recording", true);
  expect(hub.view.parties[0]?.consents).toEqual([
    { kind: "ink", given: true },
    { kind: "recording", given: true },
  ]);
});

it("takes back a refusal when the host admits the party again", () => {
  const hub = new FakeHub();
  hub.prepare();
  hub.append("hub.refused.v1", { party: 2, reason: "x" });
  expect(hub.view.parties[1]?.refused).toBe(true);
  hub.append("hub.party_admitted.v1", { party: 2 });
  expect(hub.view.parties[1]).toMatchObject({ refused: false, admitted: true });
});

it("closes only what was concluded", () => {
  const hub = new FakeHub();
  hub.prepare();
  hub.append("hub.called_off.v1", { reason: "x" });
  hub.append("hub.closed.v1", { lines: 4, strokes: 0, signatures: 0 });
  expect(hub.view.phase).toBe("called_off");
  expect(replay(hub)).toEqual(hub.view);
});

it("asks again for a document whose pages were not told", () => {
  const hub = new FakeHub();
  hub.prepare();
  const untold = hub.log.map((event) =>
    event.kind === "hub.prepared.v1" ? { ...event, body: { ...event.body, images: [] } } : event,
  );
  expect(applyAll(undefined, untold)).toBe("gap");
});
