import { expect, it } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import { demoStep } from "./demo-room";

it("waits at the door until both parties are known and present", () => {
  const hub = new FakeHub();
  hub.prepare();
  expect(demoStep(hub.view)).toEqual({ step: 0, saying: "say1wait" });
  for (const party of [1, 2]) {
    hub.append("hub.party_verified.v1", { party, method: "outbox_code", device_key: "a2V5" });
    hub.append("hub.party_present.v1", { party });
  }
  expect(demoStep(hub.view).move).toBe("admit");
  for (const party of [1, 2]) hub.append("hub.party_admitted.v1", { party });
  expect(demoStep(hub.view).move).toBe("open");
});

it("turns every page before the signing, then leaves it to the parties", () => {
  const hub = new FakeHub();
  hub.prepare();
  hub.append("hub.phase_entered.v1", { phase: "reading" });
  expect(demoStep(hub.view).move).toBe("turn");
  hub.append("hub.page_turned.v1", { page: hub.view.images.length, image: "0" });
  expect(demoStep(hub.view).move).toBe("sign");
  hub.startSigning();
  expect(demoStep(hub.view)).toEqual({ step: 2, saying: "say3" });
});
