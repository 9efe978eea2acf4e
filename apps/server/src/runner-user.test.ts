import { chmod, chown, lchown, mkdir, mkdtempDisposable, symlink } from "node:fs/promises";
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
  const choose = () => runnerUserOf(named(`${NOBODY}:${NOBODY}`, dataDir), ROOT, []);
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
  expect(choose).toThrow(`run: chown -h root: ${above}`);
});

test.runIf(asRoot)(
  "S22: a data folder behind a link is looked at where it is, and so is all that the link leads through",
  async () => {
    await using folder = await mkdtempDisposable("/tmp/pilothouse-account-");
    await chmod(folder.path, 0o755);
    const theirs = join(folder.path, "theirs");
    await mkdir(join(folder.path, "kept/data"), { recursive: true, mode: 0o700 });
    await chmod(join(folder.path, "kept/data"), 0o700);
    await mkdir(theirs);
    await symlink("../kept", join(theirs, "second"));
    await symlink("theirs/second", join(folder.path, "first"));
    const choose = (path = "first/data") => runnerUserOf(named(`${NOBODY}:${NOBODY}`, join(folder.path, path)), ROOT, []);
    expect(choose()).toMatchObject({ uid: NOBODY });
    await chown(theirs, NOBODY, NOBODY);
    expect(choose).toThrow(`${theirs} belongs to`);
    expect(() => choose("first/not/yet")).toThrow(`${theirs} belongs to`);
    await chown(theirs, 0, 0);
    await lchown(join(folder.path, "first"), NOBODY, NOBODY);
    expect(choose).toThrow(`${join(folder.path, "first")} belongs to`);
    await lchown(join(folder.path, "first"), 0, 0);
    await chmod(join(folder.path, "kept/data"), 0o755);
    expect(choose).toThrow(`run: chmod 700 ${join(folder.path, "kept/data")}`);
  },
);

test.runIf(asRoot)("S22: code that the account could replace is not run as root", async () => {
  await using folder = await mkdtempDisposable("/tmp/pilothouse-account-");
  const code = join(folder.path, "code");
  await mkdir(code);
  const choose = () => runnerUserOf(named(`${NOBODY}:${NOBODY}`), ROOT, [code]);
  expect(choose()).toMatchObject({ uid: NOBODY });
  await chmod(code, 0o775);
  expect(choose()).toMatchObject({ uid: NOBODY });
  await chown(code, 0, NOBODY);
  expect(choose).toThrow(`run: chmod g-w ${code}`);
  await chmod(code, 0o777);
  expect(choose).toThrow(`run: chmod o-w ${code}`);
  await chmod(code, 0o755);
  await chown(code, NOBODY, 0);
  expect(choose).toThrow(`run: chown -hR root: ${code}`);
});
