/**
 * @typedef {object} Component of a CycloneDX bill of materials
 * @property {string} name
 * @property {string} [version]
 * @property {string} [group]
 * @property {{ license?: { id?: string, name?: string }, expression?: string }[]} [licenses]
 */

/** Licences under which something may be part of this. None of them asks anything of what is linked with it. */
const TAKEN = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

/** Programs that the tests start and that are part of nothing, under terms of their own. */
const STARTED_BY_TESTS = /^@anthropic-ai\/claude-code(?:-|$)/;

/**
 * Of packages whose manifest says their licence in no way that is read any more: what the text is that lies in them, of
 * that version.
 */
const READ_BY_HAND = new Map([["limiter 1.1.5", "MIT"]]);

/** @param {Component} component */
function nameOf({ group, name }) {
  return group ? `${group}/${name}` : name;
}

/** @param {Component} component */
function licenceOf(component) {
  const { licenses = [], version = "" } = component;
  if (licenses.length === 0) return READ_BY_HAND.get(`${nameOf(component)} ${version}`) ?? "";
  return licenses.map(({ expression, license }) => expression ?? license?.id ?? license?.name ?? "unknown").join(" AND ");
}

/**
 * Whether an SPDX expression leaves a choice that is taken. There are no exceptions (`WITH`) among what is taken.
 * @param {string} expression
 */
function isTaken(expression) {
  const plain = expression.replaceAll(/[()]/g, "");
  return plain.split(" OR ").some((choice) => choice.split(" AND ").every((licence) => TAKEN.has(licence.trim())));
}

/**
 * Packages whose licence is none of those that are taken, or is not known.
 * @param {readonly Component[]} components
 */
export function refusedLicences(components) {
  return components
    .filter((component) => !isTaken(licenceOf(component)) && !STARTED_BY_TESTS.test(nameOf(component)))
    .map((component) => `${nameOf(component)} ${component.version ?? ""}: ${licenceOf(component) || "no licence"}`);
}

/**
 * A line for each package, by licence.
 * @param {readonly Component[]} components
 */
export function licenceTable(components) {
  const lines = components.map((component) => `${licenceOf(component)}\t${nameOf(component)}\t${component.version ?? ""}`);
  return `${lines.sort().join("\n")}\n`;
}
