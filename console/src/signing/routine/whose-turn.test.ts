import { describe, expect, it } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import { SAMPLE_CONTROLS } from "@/fake-hub/sample-controls";
import { signingStep } from "@/signing/room/signing-step";
import { awaited } from "./whose-turn";

const step = (hub: FakeHub, no: number) => {
  const party = hub.view.parties.find((each) => each.no === no);
  if (!party) throw new Error(`no party ${no}`);
  return signingStep(hub.view, party, false);
};

function inTurn(turns: readonly number[] = [1, 2]): FakeHub {
  const hub = FakeHub.routine(2, { order: "in_turn", turns });
  hub.checkIn(1);
  hub.checkIn(2);
  return hub;
}

describe("an ordinary contract in turn", () => {
  it("is filled in, then signed by one after the other", () => {
    const hub = inTurn();
    expect([step(hub, 1), step(hub, 2)]).toEqual(["others_first", "fill"]);
    expect(awaited(hub.view).map(({ no }) => no)).toEqual([2]);
    hub.fill(2);
    expect([hub.view.phase, step(hub, 2)]).toEqual(["preparing", "others_first"]);
    hub.prepare();
    expect(hub.view.phase).toBe("signing");
    expect([step(hub, 1), step(hub, 2)]).toEqual(["consents", "others_first"]);
    hub.append("hub.consented.v1", { party: 1, kind: "ink", given: true, version: "1", text: "0" });
    expect(step(hub, 1)).toBe("sign");
    hub.commit(1);
    expect([step(hub, 1), step(hub, 2)]).toEqual(["committed", "consents"]);
    expect(awaited(hub.view).map(({ no }) => no)).toEqual([2]);
  });

  it("lets parties of one turn sign together", () => {
    const hub = inTurn([1, 1]);
    hub.fill(2);
    hub.prepare();
    expect(awaited(hub.view).map(({ no }) => no)).toEqual([1, 2]);
  });

  it("ends for everybody when one refuses", () => {
    const hub = inTurn();
    hub.append("hub.refused.v1", { party: 2, reason: "金额不对" });
    expect(hub.view.phase).toBe("refused");
    expect([step(hub, 1), step(hub, 2)]).toEqual(["ended_unsigned", "ended_unsigned"]);
  });
});

it("keeps the values in the order of the controls and replaces a party's", () => {
  const hub = inTurn();
  const [first, second] = SAMPLE_CONTROLS.filter(({ party }) => party === 2).map(({ no }) => no);
  if (first === undefined || second === undefined) throw new Error("the sample has too few controls");
  const put = (values: readonly { no: number; value: string }[]) =>
    hub.append("hub.filled.v1", { party: 2, values });
  put([
    { no: second, value: "b" },
    { no: first, value: "a" },
  ]);
  put([{ no: first, value: "c" }]);
  expect(hub.view.values?.filter(({ no }) => no >= first)).toEqual([{ no: first, value: "c" }]);
  expect(hub.view.parties[1]?.filled).toBe(true);
});

it("asks the person who takes over to be identified, for a document that names it", () => {
  const hub = inTurn();
  hub.fill(2);
  hub.prepare();
  hub.append("hub.transferred.v1", { party: 2, name: "孙倩" });
  expect(hub.view.phase).toBe("preparing");
  expect(hub.view.r0).toBeUndefined();
  expect(hub.view.parties[1]).toMatchObject({ name: "孙倩", filled: true, consents: [], turn: 2 });
  expect(hub.view.parties[1]?.method).toBeUndefined();
});
