/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} [report] vitest's JSON report, for the count of tests
 * @property {string} [needs] the check that must have passed before
 */

/** Reads the code without running it. @type {readonly Check[]} */
export const staticChecks = [
  { name: "format", command: "oxfmt", args: ["-c", "tooling/lint/oxfmt.json", "--check", "."] },
  { name: "lint", command: "oxlint", args: ["--type-aware", "-c", "tooling/lint/oxlint.json", "--deny-warnings", "."] },
  { name: "types", command: "turbo", args: ["run", "typecheck", "--output-logs=errors-only"] },
  { name: "boundaries", command: "turbo", args: ["boundaries"] },
  { name: "unused code", command: "knip", args: ["-c", "tooling/lint/knip.jsonc", "--no-progress"] },
];

/** Runs it. @type {readonly Check[]} */
export const runningChecks = [
  vitest("unit and integration", "tooling/testing/vitest.config.ts", ".artifacts/tests.json"),
  { name: "build", command: "turbo", args: ["run", "build", "--output-logs=errors-only"] },
  { ...vitest("browser", "tooling/e2e/vitest.config.ts", ".artifacts/browser-tests.json"), needs: "build" },
];

/**
 * @param {string} name
 * @param {string} config
 * @param {string} report
 * @returns {Check}
 */
function vitest(name, config, report) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return { name, command: "vitest", args: ["run", "--config", config, ...reporters], report };
}
