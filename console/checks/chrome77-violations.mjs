// What in a script or a style sheet came after Chrome 77.
import { parse } from "acorn";
import { ancestor } from "acorn-walk";
import { API_GLOBALS, API_MEMBERS, CSS_FUNCTIONS, CSS_PROPERTIES, CSS_SELECTORS } from "./chrome77-lists.mjs";
import { declarationsOf } from "./css-declarations.mjs";

/** @returns {string[]} one line per violation, with the place in the text */
export function scriptViolations(text) {
  const found = [];
  const report = (node, what) => found.push(`${what} at ${node.start}`);
  let program;
  try {
    // Chrome 77 reads ES2019 and, beyond it, import() and import.meta; the rest of ES2020 is refused below.
    program = parse(text, { ecmaVersion: 2020, sourceType: "module" });
  } catch (error) {
    return [`newer syntax: ${error.message}`];
  }
  ancestor(program, {
    ChainExpression: (node) => report(node, "?."),
    LogicalExpression: (node) => {
      if (node.operator === "??") report(node, "??");
    },
    Literal: (node) => {
      if (node.bigint) report(node, "BigInt");
    },
    ExportAllDeclaration: (node) => {
      if (node.exported) report(node, "export * as");
    },
    MemberExpression(node, _state, ancestors) {
      const name = node.computed ? node.property.value : node.property.name;
      const owner = node.object.type === "Identifier" ? `${node.object.name}.${name}` : undefined;
      const isCalled = ancestors[ancestors.length - 2]?.callee === node;
      if (API_MEMBERS.get(name)?.(isCalled, owner)) report(node, `.${name}`);
    },
    Identifier(node) {
      // React asks `typeof X` before it uses a newer global; that is how it runs on older engines.
      const isGuarded = new RegExp(`typeof ${node.name}\\b`).test(text);
      if (API_GLOBALS.has(node.name) && !isGuarded) report(node, node.name);
    },
  });
  return found;
}

/** @returns {string[]} one line per violation, with its rule */
export function sheetViolations(text) {
  const found = [];
  for (const { selector, property, value, isGrid } of declarationsOf(text)) {
    const at = `${selector} { ${property}: ${value} }`;
    if (CSS_PROPERTIES.has(property)) found.push(`${at}: newer property`);
    if (/^(row-|column-)?gap$/.test(property) && !isGrid) found.push(`${at}: gap works in grids only`);
    if (CSS_FUNCTIONS.test(value)) found.push(`${at}: newer function or unit`);
    if (CSS_SELECTORS.test(selector)) found.push(`${at}: newer selector`);
  }
  return found;
}
