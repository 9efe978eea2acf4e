import { mkdir, mkdtempDisposable, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findSystemUser } from "../engine/system-user.ts";
import { makeReportFolder, removeReportFolder } from "./report-folder.ts";

const nobody = findSystemUser("65534:65534");
const asRoot = process.getuid?.() === 0 && process.platform === "linux";

test.runIf(asRoot)("what a runner that is gone left for another account is removed, and nothing else", async () => {
  await using own = await mkdtempDisposable("/tmp/pilothouse-report-folder-");
  const { path } = await makeReportFolder(own.path, nobody);
  await writeFile(join(path, "1.Stop"), "");
  await mkdir(join(own.path, "hooks-x"));
  for (const other of [own.path, join(own.path, "hooks-x"), dirname(path), `${path}/../../..`, join(path, "1.Stop")]) {
    await removeReportFolder(other);
  }
  expect([await readdir(path), await readdir(own.path)]).toEqual([["1.Stop"], ["hooks-x"]]);
  await removeReportFolder(path);
  await expect(readdir(dirname(path))).rejects.toThrow("ENOENT");
});
