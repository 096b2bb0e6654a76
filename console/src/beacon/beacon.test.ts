// The same vectors that domain/src/beacon/golden.rs writes.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { beacon, beaconWords, headCode } from "./beacon";

interface BeaconVector {
  r0: string;
  image: string;
  page_turn: string;
  indices: [number, number, number];
  zh: string[];
  en: string[];
  head_code: string;
}

// Vitest runs in console/.
const golden = readFileSync(resolve("../tests/golden/beacon/beacon.json"), "utf8");

test.each(JSON.parse(golden) as BeaconVector[])("$zh", async (vector) => {
  const indices = await beacon(vector.r0, vector.image, vector.page_turn);
  expect(indices).toEqual(vector.indices);
  expect(beaconWords(indices, "zh")).toEqual(vector.zh);
  expect(beaconWords(indices, "en")).toEqual(vector.en);
  expect(headCode(vector.page_turn)).toBe(vector.head_code);
});
