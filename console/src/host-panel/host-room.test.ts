import { expect, it } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import { partyState } from "./host-room";

function stateOf(hub: FakeHub, no: number) {
  const party = hub.view.parties.find((each) => each.no === no);
  if (!party) throw new Error(`no party ${no}`);
  return partyState(hub.view, party);
}

it("follows a party from the door to the signature", () => {
  const hub = new FakeHub();
  hub.prepare();
  expect(stateOf(hub, 1)).toBe("verifying");
  hub.append("hub.party_verified.v1", { party: 1, method: "phone_code", device_key: "a2V5" });
  expect(stateOf(hub, 1)).toBe("absent");
  hub.append("hub.party_present.v1", { party: 1 });
  expect(stateOf(hub, 1)).toBe("waiting");
  hub.append("hub.party_admitted.v1", { party: 1 });
  expect(stateOf(hub, 1)).toBe("in");
  hub.append("hub.party_absent.v1", { party: 1 });
  expect(stateOf(hub, 1)).toBe("away");
});

it("tells who may sign, who signs and who has signed", () => {
  const hub = new FakeHub();
  hub.prepare();
  for (const party of [1, 2]) {
    hub.checkIn(party);
    hub.append("hub.party_admitted.v1", { party });
  }
  hub.startSigning();
  expect(stateOf(hub, 2)).toBe("granted");
  hub.draw(2, 1);
  expect(stateOf(hub, 2)).toBe("drawing");
  hub.draw(2);
  hub.commit(2);
  expect(stateOf(hub, 2)).toBe("committed");
  hub.append("hub.refused.v1", { party: 1, reason: "x" });
  expect(stateOf(hub, 1)).toBe("refused");
});
