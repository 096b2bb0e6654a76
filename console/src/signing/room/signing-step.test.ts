import { describe, expect, it } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import { type SigningStep, signingStep } from "./signing-step";

/** Where party 2 stands after what happened. */
function stepAfter(happen: (hub: FakeHub) => void, wasRemoved = false): SigningStep {
  const hub = new FakeHub();
  hub.prepare();
  happen(hub);
  const party = hub.view.parties[1];
  if (!party) throw new Error("no party 2");
  return signingStep(hub.view, party, wasRemoved);
}
const admit = (hub: FakeHub) => {
  hub.checkIn(2);
  hub.append("hub.party_admitted.v1", { party: 2 });
};
const consent = (hub: FakeHub, kind: "ink" | "recording", given: boolean) =>
  hub.append("hub.consented.v1", { party: 2, kind, given, version: "1", text: "0" });

describe("on the way in", () => {
  it("asks for the agreements first", () => {
    expect(stepAfter(() => undefined)).toBe("agreements");
  });
  it("waits for the host", () => {
    expect(stepAfter((hub) => hub.checkIn(2))).toBe("waiting");
  });
  it("waits for the others", () => {
    expect(stepAfter(admit)).toBe("lobby");
  });
  it("says so when the host took the party out", () => {
    const happen = (hub: FakeHub) => {
      admit(hub);
      hub.append("hub.party_removed.v1", { party: 2, reason: "x" });
    };
    expect(stepAfter(happen, true)).toBe("removed");
  });
});

describe("in the room", () => {
  it("reads from the opening on", () => {
    const happen = (hub: FakeHub) => {
      admit(hub);
      hub.append("hub.phase_entered.v1", { phase: "opening" });
    };
    expect(stepAfter(happen)).toBe("reading");
  });
  it("waits for its turn without a grant", () => {
    const happen = (hub: FakeHub) => {
      admit(hub);
      hub.startSigning();
      hub.append("hub.grant_ended.v1", { party: 2, reason: "expired" });
    };
    expect(stepAfter(happen)).toBe("wait_for_turn");
  });
  it("asks for both consents before the first ink", () => {
    const happen = (hub: FakeHub) => {
      admit(hub);
      hub.startSigning();
    };
    expect(stepAfter(happen)).toBe("consents");
    expect(
      stepAfter((hub) => {
        happen(hub);
        consent(hub, "ink", true);
      }),
    ).toBe("consents");
  });
  it("signs without a recording where the host allows it", () => {
    const happen = (hub: FakeHub) => {
      admit(hub);
      hub.startSigning();
      consent(hub, "ink", true);
      consent(hub, "recording", false);
    };
    expect(stepAfter(happen)).toBe("sign");
  });
});

describe("afterwards", () => {
  it("waits for the others, then for the seal, then is done", () => {
    const commit = (hub: FakeHub) => {
      admit(hub);
      hub.startSigning();
      hub.commit(2);
    };
    expect(stepAfter(commit)).toBe("committed");
    const all = (hub: FakeHub) => {
      commit(hub);
      hub.commit(1);
    };
    expect(stepAfter(all)).toBe("sealing");
    expect(
      stepAfter((hub) => {
        all(hub);
        hub.seal();
      }),
    ).toBe("done");
  });
  it("ends for everybody when the host calls it off", () => {
    expect(
      stepAfter((hub) => {
        admit(hub);
        hub.append("hub.called_off.v1", { reason: "x" });
      }),
    ).toBe("called_off");
  });
});
