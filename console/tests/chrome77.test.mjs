// The static check against Chrome 77 finds what it is there for, and leaves alone what that engine has.
import { describe, expect, it } from "vitest";
import { scriptViolations, sheetViolations } from "../checks/chrome77-violations.mjs";

describe("scripts", () => {
  it.each([
    "a?.b;",
    "a ?? b;",
    "a ||= b;",
    "class A { #x = 1 }",
    "1n;",
    "x.at(-1);",
    'x.replaceAll("a", "b");',
    "structuredClone(x);",
    "Promise.any([]);",
    "crypto.randomUUID();",
    "Object.hasOwn(a, b);",
    "x.findLast(f);",
  ])("refuses %s", (text) => {
    expect(scriptViolations(text)).toHaveLength(1);
  });

  it.each([
    'import("./x.js");',
    "import.meta.url;",
    "new ResizeObserver(f);",
    "const { a, ...rest } = b;",
    "[1, [2]].flat();",
    "Object.fromEntries([]);",
    "try { f() } catch { g() }",
    'typeof reportError === "function" ? reportError(e) : f(e);',
  ])("takes %s", (text) => {
    expect(scriptViolations(text)).toEqual([]);
  });
});

describe("style sheets", () => {
  it.each([
    ".a{display:flex;gap:3px}",
    ".a{inset:0}",
    ".a{aspect-ratio:1}",
    ".a{width:min(3px,4vw)}",
    ".a{font-size:clamp(1px,2vw,3px)}",
    ".a{height:100dvh}",
    ".a:is(.b){top:0}",
    ".a:focus-visible{top:0}",
    "@media print{.a{inset:0}}",
  ])("refuses %s", (text) => {
    expect(sheetViolations(text)).toHaveLength(1);
  });

  it.each([
    ".a{display:grid;gap:3px}",
    ".a{top:0;right:0;bottom:0;left:0}",
    ".a{min-width:3px;max-height:calc(100% - 2px)}",
    '.a:not(.b)>.c::before{content:"x"}',
    ".a{grid-template-columns:repeat(2,minmax(0,1fr))}",
  ])("takes %s", (text) => {
    expect(sheetViolations(text)).toEqual([]);
  });
});
