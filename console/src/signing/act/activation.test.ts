// @vitest-environment node
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { FakeHub } from "@/fake-hub/fake-hub";
import { fromBase64Url, toBase64Url } from "@/live/bytes";
import { inkDigest, signActivation } from "./activation";

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

it("names every stroke by field and number, ascending, with the hash of its bytes", async () => {
  const strokes = [
    { party: 1, field: 2, stroke: 1, ink: "AgM" },
    { party: 1, field: 1, stroke: 10, ink: "BQ" },
    { party: 1, field: 1, stroke: 2, ink: "_-8" },
  ];
  const lines = [
    `1/2/${sha256(Uint8Array.of(0xff, 0xef))}\n`,
    `1/10/${sha256(Uint8Array.of(5))}\n`,
    `2/1/${sha256(Uint8Array.of(2, 3))}\n`,
  ];
  expect(await inkDigest(strokes)).toBe(sha256(lines.join("")));
});

it("states what was shown in canonical form, and signs exactly that", async () => {
  const hub = new FakeHub();
  hub.prepare();
  hub.startSigning();
  hub.draw(1, 2);
  hub.draw(2, 3);
  const signed: string[] = [];
  const key = {
    publicKey: "",
    sign: async (text: string) => {
      signed.push(text);
      return "c2ln";
    },
  };
  const act = await signActivation(hub.view, 2, 1_795_366_800_000.4, key);
  const { view } = hub;
  const ink = await inkDigest(view.ink.filter((stroke) => stroke.party === 2));
  expect(act).toEqual({
    r0: view.r0,
    ink,
    signature: "c2ln",
    activation:
      `{"$t":"hub.activation.v1","at":1795366800000,"ink":"${ink}","party":2,"purpose":"sign",` +
      `"r0":"${view.r0}","seen_hash":"${view.hash}","seen_n":${view.seq},"session":"${view.first_line}"}`,
  });
  expect(signed).toEqual([act?.activation]);
});

it("names the seals in the order of their controls", async () => {
  const hub = new FakeHub();
  hub.prepare();
  hub.startSigning();
  const key = { publicKey: "", sign: async () => "c2ln" };
  const seals = [
    { field: 7, seal: "b", artwork: "22" },
    { field: 3, seal: "a", artwork: "11" },
  ];
  const act = await signActivation(hub.view, 2, 0, key, { seals });
  expect(act?.activation).toContain(
    `"seals":[{"artwork":"11","field":3,"seal":"a"},{"artwork":"22","field":7,"seal":"b"}],"seen_hash"`,
  );
  expect(act?.seals).toEqual([
    { field: 3, seal: "a" },
    { field: 7, seal: "b" },
  ]);
});

it("binds each opinion by the hash of its record", async () => {
  const hub = new FakeHub();
  hub.prepare();
  hub.startSigning();
  const key = { publicKey: "", sign: async () => "c2ln" };
  const opinions = [
    { field: 9, record: "later" },
    { field: 4, record: "同意" },
  ];
  const act = await signActivation(hub.view, 2, 0, key, { opinions });
  expect(act?.activation).toContain(
    `"opinions":[{"digest":"${sha256("同意")}","field":4},{"digest":"${sha256("later")}","field":9}],"party"`,
  );
  expect(act?.opinions?.map(({ field }) => field)).toEqual([4, 9]);
});

it("signs nothing before there is a document", async () => {
  const key = { publicKey: "", sign: async () => "c2ln" };
  expect(await signActivation(new FakeHub().view, 1, 0, key)).toBeUndefined();
});

it("writes bytes as base64url and back", () => {
  const bytes = Uint8Array.of(0xfb, 0xff, 0x00, 0x10);
  expect(toBase64Url(bytes)).toBe("-_8AEA");
  expect(fromBase64Url("-_8AEA")).toEqual(bytes);
});
