import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { acquireDataLock, restoreBackup } from "@pilothouse/db";
import { Fault } from "@pilothouse/platform";
import { BadSetting } from "./bad-setting.ts";
import { readConfig } from "./env.ts";

/** Puts a backup in the place of the data dir's database, and on wish keys in the place of its keys. */
function restore(args: readonly string[]): string {
  const { values, positionals } = parseArgs({ args: [...args], options: { keys: { type: "string" } }, allowPositionals: true });
  const [backup] = positionals;
  if (backup === undefined) throw new Fault("invalid", "name the backup to restore");
  const keys = values.keys === undefined ? null : resolve(values.keys);
  if (keys !== null && !existsSync(keys)) throw new Fault("invalid", `there is no ${keys}`);
  const { dataDir } = readConfig(process.env);
  // A server on it would go on with what it has open.
  using _lock = acquireDataLock(dataDir);
  const { version, replaced } = restoreBackup({ folder: dataDir, backup: resolve(backup), at: Date.now() });
  if (keys !== null) restoreKeys(keys, join(dataDir, "keys"));
  const before = replaced === null ? "" : ` What was there before is ${replaced}.`;
  return `Restored ${backup} (made by ${version}) into ${dataDir}.${before}`;
}

function restoreKeys(from: string, to: string): void {
  // The database that was set aside opens with these alone.
  if (existsSync(to)) copyKeys(to, `${to}-replaced-${Date.now()}`);
  copyKeys(from, to);
}

function copyKeys(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from).filter((each) => statSync(join(from, each)).isFile())) {
    copyFileSync(join(from, name), join(to, name));
    chmodSync(join(to, name), 0o600);
  }
}

try {
  process.stdout.write(`${restore(process.argv.slice(2))}\n`);
} catch (error) {
  const known = error instanceof Fault || error instanceof BadSetting;
  process.stderr.write(`pilothouse: ${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
