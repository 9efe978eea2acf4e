import { expect, test } from "vitest";
import { CASES, caseFiles, caseTable, testedCases } from "./terminal-cases.mjs";

const report = (...tests: [string, string][]) =>
  JSON.stringify({ testResults: [{ assertionResults: tests.map(([fullName, status]) => ({ fullName, status })) }] });

test("a case holds when all of its tests passed, and one without a test does not", () => {
  const cases = testedCases([
    report([" case 1: a flood", "passed"], [" case 1: another", "failed"], [" no case", "failed"]),
    report([" engine case 41: states", "passed"], [" case 2: left out", "skipped"]),
  ]);
  const { text, hold } = caseTable(cases);
  expect(hold).toBe(1);
  expect(text.split("\n")).toHaveLength(CASES);
  expect(text).toContain("FAILED   case  1   case 1: another");
  expect(text).toContain("MISSING  case  2");
  expect(text).toContain("ok       case 41");
});

test("files with tests of cases are found", () => {
  const { stack, slow } = caseFiles();
  expect(stack).toContain("tooling/devtools/src/terminal-cases.test.ts");
  expect(slow).toContain("apps/runner/src/cycles.slow.test.ts");
});
