import { expect, test } from "vitest";
import { codeIn } from "./badge-code";

test("a code is read from the picture's address and as people type it", () => {
  expect(codeIn("https://hub.example/exhibitions/abc/door#12-7K3QX0AB")).toBe("12-7K3QX0AB");
  expect(codeIn(" 12-7k3q x0ab ")).toBe("12-7K3QX0AB");
});

test("what is no badge is left alone", () => {
  for (const text of ["", "12", "https://hub.example/s#secret", "12-7K3QX0A", "12-7K3QX0AI"]) {
    expect(codeIn(text)).toBeUndefined();
  }
});
