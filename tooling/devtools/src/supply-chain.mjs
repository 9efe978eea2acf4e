import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { judgeAudit } from "./advisories.mjs";
import { ensureInstalled } from "./install.mjs";
import { licenceTable, refusedLicences } from "./licences.mjs";
import { run, runQuietly } from "./run.mjs";
import { CannotGoOn, main, say } from "./say.mjs";
import { root } from "./workspace.mjs";

const ARTIFACTS = ".artifacts";
const SBOM = join(ARTIFACTS, "sbom.cdx.json");
const LICENCES = join(ARTIFACTS, "licences.txt");

/** What all of this is made of: a bill of materials, the licences of everything in it, and what is known to be wrong with it. */
await main(async () => {
  await ensureInstalled("everything");
  mkdirSync(join(root, ARTIFACTS), { recursive: true });
  if ((await run("pnpm", ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--out", SBOM])) !== 0)
    throw new CannotGoOn("pnpm made no bill of materials.");
  const { components } = JSON.parse(readFileSync(join(root, SBOM), "utf8"));
  writeFileSync(join(root, LICENCES), licenceTable(components));
  const refused = refusedLicences(components);
  for (const each of refused) say(`  REFUSED  ${each}`);
  say(`  ${refused.length === 0 ? "ok      " : "FAILED  "} licences of ${components.length} packages, in ${LICENCES}; ${SBOM}`);

  const audit = judgeAudit((await runQuietly("pnpm", ["audit", "--json"])).output);
  for (const line of audit.lines) say(`  ${line}`);
  return refused.length === 0 && audit.passed ? 0 : 1;
});
