import { createHash, randomBytes } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { errnoOf, Fault } from "@pilothouse/platform";
import { readIfPresent } from "./files.ts";
import { GENERATION, SOCKET_PATH_BYTES } from "./sockets.ts";

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, with the closing NUL (unix(7), unix(4)). */
const MAX_PATH_BYTES = 103;

const fits = (folder: string) => Buffer.byteLength(folder) + SOCKET_PATH_BYTES <= MAX_PATH_BYTES;

/** Makes a folder that only this user can enter. Throws a Fault `unavailable` when it is there and others can. */
function ensurePrivate(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
  }
  const found = lstatSync(folder);
  const { uid } = userInfo();
  if (!found.isDirectory()) throw new Fault("unavailable", `${folder} is not a folder`);
  if (found.uid !== uid) throw new Fault("unavailable", `${folder} belongs to another user (uid ${found.uid})`);
  if (found.mode & 0o077) throw new Fault("unavailable", `others can enter ${folder}; run: chmod 700 ${folder}`);
  return folder;
}

/** Where runners of this data folder keep their process ids and their lock. Made when it is not there. */
export function runFolder(dataDir: string): string {
  return ensurePrivate(join(dataDir, "run"));
}

function choose(dataDir: string): string {
  const name = `pilothouse-${userInfo().uid}-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`;
  const folder = [tmpdir(), "/tmp"].map((parent) => join(parent, name)).find(fits);
  if (folder === undefined) throw new Fault("unavailable", "there is no folder for sockets whose path is short enough");
  return folder;
}

/**
 * Where the runners of this data folder have their sockets, a folder for each generation: in `<data dir>/run`, or in a folder of this user under the
 * system's temporary one when that path is too long for a socket. Made when it is not there.
 */
export function socketFolder(dataDir: string): string {
  const run = runFolder(dataDir);
  if (fits(run)) return run;
  const record = join(run, "sockets");
  // A place that was chosen once is kept: the environment that decides may differ at the next start.
  const folder = readIfPresent(record) ?? choose(dataDir);
  ensurePrivate(folder);
  writeFileSync(record, folder, { mode: 0o600 });
  return folder;
}

/** A name for one life of a runner; short, because a socket's path must be. */
export const newGeneration = (): string => randomBytes(4).toString("hex");

/** Where one generation has its sockets. Made when it is not there. */
export function generationFolder(dataDir: string, generation: string): string {
  return ensurePrivate(join(socketFolder(dataDir), generation));
}

/** The generations that have, or have had, sockets. */
export function generationsIn(dataDir: string): string[] {
  return readdirSync(socketFolder(dataDir)).filter((name) => GENERATION.test(name));
}
