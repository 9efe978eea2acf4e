import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { judgeAudit } from "./advisories.mjs";
import { licenceTable, refusedLicences } from "./licences.mjs";
import { root } from "./workspace.mjs";

const licensed = (name: string, ...ids: string[]) => ({
  name,
  version: "1.0.0",
  licenses: ids.map((id) => ({ license: { id } })),
});
const chosen = (name: string, expression: string) => ({ name, version: "1.0.0", licenses: [{ expression }] });

test("R9: a package is taken under a licence of the list, or a choice that is on it, and under no other", () => {
  const taken = [licensed("a", "MIT"), chosen("b", "(GPL-3.0-only OR MIT)"), licensed("c", "ISC", "BSD-3-Clause")];
  expect(refusedLicences(taken)).toEqual([]);
  const refused = [
    licensed("d", "AGPL-3.0-only"),
    chosen("e", "MIT AND GPL-2.0-or-later"),
    licensed("f"),
    licensed("g", "SSPL-1.0"),
  ];
  expect(refusedLicences([...taken, ...refused])).toEqual([
    "d 1.0.0: AGPL-3.0-only",
    "e 1.0.0: MIT AND GPL-2.0-or-later",
    "f 1.0.0: no licence",
    "g 1.0.0: SSPL-1.0",
  ]);
  expect(licenceTable(taken)).toBe("(GPL-3.0-only OR MIT)\tb\t1.0.0\nISC AND BSD-3-Clause\tc\t1.0.0\nMIT\ta\t1.0.0\n");
});

test("R9: where a manifest says nothing of its licence, what lies in that version counts, and in no other", () => {
  expect(refusedLicences([{ name: "limiter", version: "1.1.5" }])).toEqual([]);
  expect(refusedLicences([{ name: "limiter", version: "1.1.6" }])).toEqual(["limiter 1.1.6: no licence"]);
});

test("R9: an advisory fails, and a registry that cannot be asked is said", () => {
  const advisory = { severity: "high", module_name: "left-pad", title: "pads too far" };
  expect(judgeAudit(JSON.stringify({ advisories: { 1: advisory } }))).toMatchObject({
    passed: false,
    lines: [expect.stringContaining("left-pad: high, pads too far"), expect.stringContaining("FAILED")],
  });
  expect(judgeAudit('{"advisories":{}}').passed).toBe(true);
  expect(judgeAudit("Error: ERR_PNPM_AUDIT_BAD_RESPONSE").lines[0]).toContain("NOT ASKED");
});

test("R9: everything is pinned by the lockfile with a digest, and only two packages may run a script of theirs at install", () => {
  const lockfile = readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
  const packages = lockfile.slice(lockfile.indexOf("\npackages:"), lockfile.indexOf("\nsnapshots:"));
  const resolved = packages.match(/^ {4}resolution: .*$/gm) ?? [];
  expect(resolved.length).toBeGreaterThan(100);
  expect(resolved.filter((line) => !/\{integrity: sha512-/.test(line))).toEqual([]);
  const settings = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  expect(settings.match(/^ {2}\S+: true$/gm)?.map((line) => line.trim())).toEqual(["node: true", "pnpm: true"]);
});
