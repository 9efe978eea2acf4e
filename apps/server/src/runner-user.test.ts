import { chmod, chown, mkdir, mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rootWarning, runnerUserOf } from "./runner-user.ts";

const ROOT = 0;
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0 && process.platform === "linux";
const named = (runnerUser: string | undefined, dataDir = "/nowhere/data") => ({ runnerUser, dataDir });

test("without the setting, and when it names who runs the server, terminals run as the server does", () => {
  expect(runnerUserOf(named(undefined), ROOT)).toBeNull();
  expect(runnerUserOf(named("root"), ROOT)).toBeNull();
  expect(runnerUserOf(named("4242:4242"), 4242)).toBeNull();
});

test("whoever is not root cannot give terminals to somebody else, and is told what to do", () => {
  expect(() => runnerUserOf(named("root"), 4242)).toThrow("start the server as root, or leave this out");
  expect(() => runnerUserOf(named("no-such-user"), ROOT)).toThrow("there is no user no-such-user");
});

test("as root a start without the setting is warned of, and naming root says that it is meant", () => {
  expect(rootWarning({ runnerUser: undefined }, ROOT)).toContain("PILOTHOUSE_RUNNER_USER");
  expect(rootWarning({ runnerUser: "root" }, ROOT)).toBeNull();
  expect(rootWarning({ runnerUser: undefined }, 4242)).toBeNull();
});

test.runIf(asRoot)("S22: a data folder that the account could read, own or replace stops the start", async () => {
  await using folder = await mkdtempDisposable("/tmp/pilothouse-account-");
  const above = join(folder.path, "above");
  const dataDir = join(above, "data");
  const choose = () => runnerUserOf(named(`${NOBODY}:${NOBODY}`, dataDir), ROOT);
  expect(choose()).toMatchObject({ uid: NOBODY });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  expect(choose()).toMatchObject({ uid: NOBODY });
  await chmod(dataDir, 0o750);
  expect(choose).toThrow(`run: chmod 700 ${dataDir}`);
  await chmod(dataDir, 0o700);
  await chmod(above, 0o777);
  expect(choose).toThrow(`run: chmod go-w ${above}`);
  await chmod(above, 0o755);
  await chown(above, NOBODY, NOBODY);
  expect(choose).toThrow(`run: chown root: ${above}`);
});
