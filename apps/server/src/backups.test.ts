import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@pilothouse/db";
import { type Actor, createLogger } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openBackups } from "./backups.ts";

const HOUR = 3_600_000;
const log = createLogger({ level: "silent", name: "test" });
const admin: Actor = { userId: "u", role: "admin", via: { kind: "login", loginId: "l" }, expiresAt: null };

async function openFolder({ everyMs = 24 * HOUR, keep = 2 } = {}) {
  const folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-backups-"));
  const database = await openDatabase({ folder: folder.path, log });
  const clock = { time: Date.parse("2026-11-26T00:00:00Z"), now: () => clock.time };
  const told: string[] = [];
  const audit = {
    checkpoint: async () => {},
    record: async (_actor: Actor, { action }: { action: string }) => void told.push(action),
  };
  const backups = openBackups({ folder: folder.path, policy: { everyMs, keep }, audit, clock, log });
  return {
    backups,
    clock,
    told,
    hours: async () => (await backups.backups(admin)).map(({ at }) => (at - Date.parse("2026-11-26T00:00:00Z")) / HOUR),
    [Symbol.asyncDispose]: async () => {
      await backups[Symbol.asyncDispose]();
      await database.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test("R3: a backup is made when the last one is old enough, and the oldest goes", async () => {
  await using at = await openFolder();
  const atHour = async (hour: number) => {
    at.clock.time = Date.parse("2026-11-26T00:00:00Z") + hour * HOUR;
    await at.backups.makeIfDue();
    return at.hours();
  };
  expect(await atHour(23)).toEqual([23]);
  expect(await atHour(46)).toEqual([23]);
  expect(await atHour(47)).toEqual([47, 23]);
  expect(await atHour(48)).toEqual([47, 23]);
  expect(await atHour(72)).toEqual([72, 47]);
  expect(at.told).toEqual([]);
});

test("R3, R8: a clock that is set back an hour puts no backup off, and one that jumps ahead brings at most one", async () => {
  await using at = await openFolder();
  at.clock.time += 24 * HOUR;
  await at.backups.makeIfDue();
  at.clock.time -= HOUR;
  await at.backups.makeIfDue();
  at.clock.time += 25 * HOUR;
  await at.backups.makeIfDue();
  expect(await at.hours()).toEqual([48, 24]);
});

test("R3, R8: a backup of a time when the clock was years ahead does not bring one at every look", async () => {
  await using at = await openFolder({ keep: 9 });
  at.clock.time += 100_000 * HOUR;
  await at.backups.makeIfDue();
  at.clock.time -= 100_000 * HOUR;
  for (let looks = 0; looks < 3; looks++) {
    await at.backups.makeIfDue();
    at.clock.time += HOUR;
  }
  expect(await at.hours()).toEqual([100_000, 0]);
});

test("R3: one that is asked for is written down, and there is one at a time", async () => {
  await using at = await openFolder({ everyMs: 0 });
  const first = at.backups.backup(admin);
  await expect(at.backups.backup(admin)).rejects.toMatchObject({ kind: "conflict" });
  const made = await first;
  expect(await at.backups.backups(admin)).toEqual([made]);
  expect(at.told).toEqual(["system.backup"]);
  at.clock.time += 1_000 * HOUR;
  await at.backups.makeIfDue();
  expect(await at.hours()).toEqual([0]);
});
