import { execFile } from "node:child_process";
import { chmod, readdir, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openDataDir } from "./test-data-dir.ts";

const NOBODY = 65_534;

/** Says how a connection to a socket goes, as another user when there is one. */
const KNOCK = `
  const [path, uid] = process.argv.slice(1);
  if (uid) { process.setgroups([]); process.setgid(Number(uid)); process.setuid(Number(uid)); }
  const socket = require("node:net").connect(path);
  socket.on("error", ({ code }) => console.log(code));
  socket.on("connect", () => { console.log("connected"); socket.destroy(); });
`;

async function knock(path: string, uid?: number): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "-e",
    KNOCK,
    path,
    ...(uid === undefined ? [] : [String(uid)]),
  ]);
  return stdout.trim();
}

test.runIf(userInfo().uid === 0)(
  "S22, case 37: another user cannot connect to a runner, whatever folder above it is open",
  async () => {
    await using at = await openDataDir();
    await using client = at.connect();
    await client.info();
    const [generation] = client.generations();
    const run = join(at.dataDir, "run");
    const folder = join(run, generation?.id ?? "");
    const sockets = (await readdir(folder)).map((name) => join(folder, name));
    expect(sockets).toHaveLength(2);
    for (const path of [run, folder]) expect((await stat(path)).mode & 0o777).toBe(0o700);
    for (const path of sockets) expect((await stat(path)).mode & 0o777).toBe(0o600);

    // The last folder to be opened is the one that the sockets are in, and then each of them still refuses by itself.
    for (const opened of [at.dataDir, run, folder]) {
      await chmod(opened, 0o755);
      for (const path of sockets) expect(await knock(path, NOBODY)).toBe("EACCES");
    }
    for (const path of sockets) expect(await knock(path)).toBe("connected");
  },
  60_000,
);
