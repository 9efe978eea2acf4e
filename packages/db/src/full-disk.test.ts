import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { backUp } from "./backup/back-up.ts";
import { openDatabase } from "./open-database.ts";
import { silentLog } from "./testing/silent-log.ts";

const run = promisify(execFile);
const MIB = 1024 * 1024;

/** A real disk of its own; only root can have one. */
async function smallDisk(megabytes: number) {
  const path = await mkdtemp(join(tmpdir(), "pilothouse-disk-"));
  await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "none", path]);
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await run("umount", ["--lazy", path]);
      await rm(path, { recursive: true });
    },
  };
}

const mayMount = await smallDisk(1).then(
  async (disk) => disk[Symbol.asyncDispose]().then(() => true),
  () => false,
);

test.skipIf(!mayMount)(
  "R5: a full disk refuses what is written, keeps what was, is read, and is written again once there is space",
  async () => {
    await using disk = await smallDisk(8);
    await using database = await openDatabase({ folder: disk.path, log: silentLog });
    const write = (key: string) =>
      database.db
        .insertInto("settings")
        .values({ key, value: "x".repeat(4_000) })
        .execute();
    const keys = async () => (await database.db.selectFrom("settings").select("key").execute()).map(({ key }) => key);
    await write("before");
    const filler = join(disk.path, "filler");
    await expect(writeFile(filler, new Uint8Array(16 * MIB))).rejects.toMatchObject({ code: "ENOSPC" });
    const written: string[] = [];
    const refused = await (async () => {
      // What the write-ahead log had room for already is taken.
      for (let count = 0; count < 10_000; count += 1) {
        await write(`meanwhile ${count}`);
        written.push(`meanwhile ${count}`);
      }
      return null;
    })().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "SQLITE_FULL" });
    const together = database.db.transaction().execute(async (trx) => {
      await trx
        .insertInto("settings")
        .values({ key: "together", value: "x".repeat(MIB) })
        .execute();
    });
    await expect(together).rejects.toMatchObject({ code: "SQLITE_FULL" });
    expect((await keys()).sort()).toEqual(["before", ...written].sort());
    await expect(backUp({ folder: disk.path, version: "1", at: 0, files: new Map() })).rejects.toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("the disk is full"),
    });
    await rm(filler);
    await write("after");
    expect(await keys()).toContain("after");
  },
);
