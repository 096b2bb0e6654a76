// What came after Chrome 77, as far as pages like these might use it; the number is the first version that has it.

/** Globals. */
export const API_GLOBALS = new Set([
  "structuredClone", // 98
  "reportError", // 95
  "WeakRef", // 84
  "FinalizationRegistry", // 84
  "AggregateError", // 85
  "EyeDropper", // 95
  "scheduler", // 94
  "CompressionStream", // 80
  "URLPattern", // 95
  "Iterator", // 122
  "Temporal",
]);

const always = () => true;
const whenCalled = (isCalled) => isCalled;
const on =
  (...owners) =>
  (_isCalled, owner) =>
    owners.includes(owner);

/** Members by name: whether a use is one of the new ones. */
export const API_MEMBERS = new Map([
  ["at", whenCalled], // 92
  ["replaceAll", whenCalled], // 85
  ["findLast", always], // 97
  ["findLastIndex", always], // 97
  ["toSorted", always], // 110
  ["toReversed", always], // 110
  ["toSpliced", always], // 110
  ["replaceChildren", always], // 86
  ["randomUUID", always], // 92
  ["any", on("Promise.any", "AbortSignal.any")], // 85, 116
  ["withResolvers", on("Promise.withResolvers")], // 119
  ["timeout", on("AbortSignal.timeout")], // 103
  ["hasOwn", on("Object.hasOwn")], // 93
  ["groupBy", on("Object.groupBy", "Map.groupBy")], // 117
  ["fromAsync", on("Array.fromAsync")], // 121
  ["canParse", on("URL.canParse")], // 120
  ["inert", always], // 102
  ["checkVisibility", always], // 105
  ["showPicker", always], // 99
  ["roundRect", always], // 99
  ["isWellFormed", always], // 111
]);

/** Properties without which the page would look wrong; harmless ones are not listed. */
export const CSS_PROPERTIES = new Set([
  "inset", // 87
  "inset-block",
  "inset-inline",
  "aspect-ratio", // 88
  "margin-inline", // 87
  "margin-block",
  "padding-inline",
  "padding-block",
  "translate", // 104
  "rotate",
  "scale",
  "content-visibility", // 85
  "container", // 105
  "container-type",
  "text-wrap", // 114
  "accent-color", // 93
  "overflow-clip-margin", // 90
]);

/** min(), max(), clamp() came with 79, dvh and friends with 108, color-mix() with 111, lab colours with 111. */
export const CSS_FUNCTIONS =
  /(?:^|[\s,(])(?:min|max|clamp|color-mix|oklch|oklab|lch|lab|round)\(|\d(?:dvh|dvw|svh|svw|lvh|lvw|cqw|cqh)\b/;

/** :is and :where came with 88, :has with 105, :focus-visible with 86, nesting with 112. */
export const CSS_SELECTORS = /:is\(|:where\(|:has\(|:focus-visible|:not\([^)]*,|&|@layer|@container|::part\(/;
