import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensurePrograms } from "./browser.mjs";
import { runningChecks, staticChecks } from "./checks.mjs";
import { ensureInstalled } from "./install.mjs";
import { run } from "./run.mjs";
import { main, say, secondsSince } from "./say.mjs";
import { root } from "./workspace.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

await main(async () => {
  await ensureInstalled("everything");
  const onlyStatic = process.argv.includes("--static");
  if (!onlyStatic) await ensurePrograms();

  const summary = [];
  const failed = new Set();
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const check of onlyStatic ? staticChecks : [...staticChecks, ...runningChecks]) {
    if (check.needs !== undefined && failed.has(check.needs)) {
      failed.add(check.name);
      summary.push(`  not run  ${check.name}: ${check.needs} failed`);
      continue;
    }
    if (check.report !== undefined) rmSync(join(root, check.report), { force: true });
    say(`\n${check.name}`);
    const began = Date.now();
    const code = await run(check.command, check.args);
    if (code !== 0) failed.add(check.name);
    summary.push(`  ${code === 0 ? "ok      " : "FAILED  "} ${check.name}, ${secondsSince(began)}`);
    if (check.report !== undefined) add(counts, countsOf(check.report));
    // 128 + SIGINT or SIGTERM: whoever stopped this check meant all of them.
    if (code === 130 || code === 143) break;
  }

  say(`\n${summary.join("\n")}\n`);
  if (!onlyStatic)
    say(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ""}`);
  return failed.size === 0 ? 0 : 1;
});

/**
 * @param {Counts} sum
 * @param {Counts} more
 */
function add(sum, more) {
  sum.passed += more.passed;
  sum.failed += more.failed;
  sum.skipped += more.skipped;
}

/**
 * What vitest's report counts; a run that left none counts as one failure.
 * @param {string} report
 * @returns {Counts}
 */
function countsOf(report) {
  const file = join(root, report);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, success } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  // A file that fails to load holds no test to count.
  const failed = numFailedTests === 0 && !success ? Math.max(1, numFailedTestSuites) : numFailedTests;
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}
