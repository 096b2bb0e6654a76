/** The stage at each phase, on three screens, and the viewer's pages. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import { Studio } from "./studio";

const OUT = process.env.SCREENS_DIR ?? "screens";
let studio: Studio;
beforeAll(async () => {
  studio = await Studio.open(OUT);
});
afterAll(() => studio.close());

const SCREENS = [
  { name: "stage-720", path: "/stage", role: "stage", width: 1280, height: 720, parties: 2 },
  { name: "stage-1080", path: "/stage", role: "stage", width: 1920, height: 1080, parties: 3 },
  { name: "stage-32x9", path: "/stage", role: "stage", width: 1920, height: 540, parties: 2 },
  { name: "stage-five", path: "/stage", role: "stage", width: 1280, height: 720, parties: 5 },
  { name: "viewer-phone", path: "/v", role: "viewer", width: 360, height: 780, parties: 2 },
] as const;

it.each(SCREENS)(
  "shows the ceremony on $name",
  async ({ name, path, role, width, height, parties }) => {
    const hub = new FakeHub(parties);
    hub.prepare();
    hub.checkIn(1);
    const { page, complaints } = await studio.visit(hub, {
      path,
      guest: { role, verified: true },
      width,
      height,
    });
    const shoot = async (step: string) => {
      await page.waitForTimeout(500);
      await studio.shoot(page, `${name}-${step}`);
    };
    await page.getByText("即将开始").first().waitFor();
    await shoot("1-lobby");
    for (let party = 2; party <= parties; party++) hub.checkIn(party);
    hub.append("hub.phase_entered.v1", { phase: "opening" });
    await shoot("2-opening");
    hub.append("hub.phase_entered.v1", { phase: "reading" });
    hub.append("hub.page_turned.v1", { page: 2, image: hub.view.images[1]?.image ?? "" });
    await shoot("3-reading");
    hub.startSigning();
    hub.draw(1);
    hub.commit(1);
    hub.draw(2, 5);
    await shoot("4-signing");
    hub.append("hub.paused.v1", { reason: "茶歇" });
    await shoot("5-standby");
    hub.append("hub.resumed.v1", {});
    hub.append("hub.ink_cleared.v1", { party: 2, field: 2 });
    for (let party = 2; party <= parties; party++) {
      hub.draw(party);
      hub.commit(party);
    }
    hub.sign(1);
    await shoot("6-sealing");
    hub.seal();
    await page.waitForTimeout(900);
    await shoot("7-signed");
    const overflow = await page.evaluate(() => ({
      x: document.documentElement.scrollWidth - window.innerWidth,
      y: document.documentElement.scrollHeight - window.innerHeight,
    }));
    expect(overflow).toEqual({ x: 0, y: 0 });
    expect(complaints).toEqual([]);
  },
  60_000,
);
