import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePrograms } from "./browser.mjs";
import { ensureInstalled } from "./install.mjs";
import { run } from "./run.mjs";
import { CannotGoOn, main, say } from "./say.mjs";
import { CASE_NAME, CASES, caseFiles, caseTable, testedCases } from "./terminal-cases.mjs";
import { environment, root } from "./workspace.mjs";

const ARTIFACTS = ".artifacts";

/** Every nasty case of a terminal, the slow ones too, and which of them hold. */
await main(async () => {
  await ensureInstalled("everything");
  await ensurePrograms();
  if ((await run("turbo", ["run", "build", "--output-logs=errors-only"])) !== 0) throw new CannotGoOn("The build failed.");

  const { stack, slow, browser } = caseFiles();
  mkdirSync(join(root, ARTIFACTS), { recursive: true });
  const reports = [
    await reportOf("stack", stack),
    // A measurement is spoiled by what runs beside it.
    await reportOf("slow", slow, ["--no-file-parallelism"]),
    await reportOf("browser", browser),
  ];
  const cases = testedCases(reports.flatMap((report) => report ?? []));
  const { text, hold } = caseTable(cases);
  writeFileSync(join(root, ARTIFACTS, "terminal-cases.json"), `${JSON.stringify(Object.fromEntries(cases), null, 2)}\n`);
  say(`\n${text}\n\n${hold} of ${CASES} cases hold`);
  return hold === CASES ? 0 : 1;
});

/**
 * Runs the tests of cases in these files; answers with vitest's report, if it left one.
 * @param {"stack" | "slow" | "browser"} name
 * @param {readonly string[]} files
 * @param {readonly string[]} more
 */
async function reportOf(name, files, more = []) {
  if (files.length === 0) return undefined;
  const config = name === "browser" ? "tooling/e2e/vitest.config.ts" : "tooling/testing/vitest.config.ts";
  const report = join(ARTIFACTS, `terminal-cases-${name}.json`);
  rmSync(join(root, report), { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  await run("vitest", ["run", "--config", config, "-t", CASE_NAME, ...more, ...reporters, ...files], {
    ...environment,
    PILOTHOUSE_SLOW_TESTS: "1",
  });
  return existsSync(join(root, report)) ? readFileSync(join(root, report), "utf8") : undefined;
}
