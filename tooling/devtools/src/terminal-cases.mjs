import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { packageFolders, root } from "./workspace.mjs";

/** How many nasty cases a terminal has to survive. Every test of one begins with its number: `case 17: ...`. */
export const CASES = 41;

/** What the name of a test of a case looks like. Transcripts have cases of their own. */
export const CASE_NAME = String.raw`(?<!transcript )\bcase \d+:`;
const TRANSCRIPTS = join("packages", "transcripts");

const TEST_FILE = /\.test\.tsx?$/;

/** Tests that take minutes, most of them because they measure. */
const SLOW_FILE = /\.slow\.test\.ts$/;

/**
 * The files with tests of cases, relative to the root: those for a browser, the slow ones, and the others.
 * @returns {{ stack: string[], slow: string[], browser: string[] }}
 */
export function caseFiles() {
  const files = packageFolders()
    .map((folder) => join(folder, "src"))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
    .filter((file) => TEST_FILE.test(file) && new RegExp(CASE_NAME).test(readFileSync(file, "utf8")))
    .map((file) => relative(root, file))
    .filter((file) => !file.startsWith(TRANSCRIPTS))
    .sort();
  const isBrowser = (/** @type {string} */ file) => file.startsWith(join("tooling", "e2e"));
  const isSlow = (/** @type {string} */ file) => SLOW_FILE.test(file);
  return {
    stack: files.filter((file) => !isBrowser(file) && !isSlow(file)),
    slow: files.filter((file) => !isBrowser(file) && isSlow(file)),
    browser: files.filter(isBrowser),
  };
}

/**
 * @typedef {object} Tested
 * @property {string} name
 * @property {boolean} passed
 */

/**
 * The tests of each case in vitest's JSON reports, by the case's number.
 * @param {readonly string[]} reports their texts
 * @returns {Map<number, Tested[]>}
 */
export function testedCases(reports) {
  /** @type {Map<number, Tested[]>} */
  const cases = new Map();
  for (const report of reports) {
    for (const { assertionResults } of JSON.parse(report).testResults) {
      for (const { fullName, status } of assertionResults) {
        const number = Number(/(?<!transcript )\bcase (\d+):/.exec(fullName)?.[1] ?? 0);
        if (number === 0 || status === "skipped" || status === "pending") continue;
        cases.set(number, [...(cases.get(number) ?? []), { name: fullName, passed: status === "passed" }]);
      }
    }
  }
  return cases;
}

/**
 * One line a case, and whether all of them hold.
 * @param {Map<number, Tested[]>} cases
 */
export function caseTable(cases) {
  const numbers = Array.from({ length: CASES }, (_, at) => at + 1);
  const lines = numbers.map((number) => {
    const tests = cases.get(number) ?? [];
    const failed = tests.filter(({ passed }) => !passed);
    const label = `case ${String(number).padStart(2)}`;
    if (tests.length === 0) return { holds: false, text: `  MISSING  ${label}` };
    if (failed.length > 0) return { holds: false, text: `  FAILED   ${label}  ${failed.map(({ name }) => name).join("; ")}` };
    return { holds: true, text: `  ok       ${label}  ${tests.length === 1 ? tests[0]?.name : `${tests.length} tests`}` };
  });
  return { text: lines.map(({ text }) => text).join("\n"), hold: lines.filter(({ holds }) => holds).length };
}
