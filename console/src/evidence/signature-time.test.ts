import { describe, expect, it } from "vitest";
import { signatureTime } from "./signature-time";

describe("the time that a signer states", () => {
  it("is read with its offset", () => {
    expect(signatureTime("D:20261122180509+08'00'")).toBe("2026-11-22 18:05 +08:00");
    expect(signatureTime("D:20261122100509Z")).toBe("2026-11-22 10:05 Z");
    expect(signatureTime("D:2026")).toBe("2026-01-01 00:00");
  });

  it("is left out where it says nothing", () => {
    expect(signatureTime("yesterday")).toBeUndefined();
  });
});
