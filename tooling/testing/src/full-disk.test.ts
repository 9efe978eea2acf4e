import { execFile } from "node:child_process";
import { mkdtemp, rm, statfs, truncate, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer } from "./test-server.ts";
import { waitFor } from "./wait-for.ts";

const run = promisify(execFile);
const SIZE = 64 * 1024 * 1024;

/** A disk of its own, small enough to fill; `null` where this user may mount none. */
async function smallDisk() {
  const path = await mkdtemp(join(tmpdir(), "pilothouse-disk-"));
  const mounted =
    process.platform === "linux" &&
    userInfo().uid === 0 &&
    (await run("mount", ["-t", "tmpfs", "-o", `size=${SIZE},mode=0700`, "tmpfs", path]).then(
      () => true,
      () => false,
    ));
  const dispose = async () => {
    if (mounted) await run("umount", ["--lazy", path]);
    await rm(path, { recursive: true, force: true });
  };
  if (mounted) return { path, [Symbol.asyncDispose]: dispose };
  await dispose();
  return null;
}

/** Leaves not a byte. */
async function fill(disk: string, file: string): Promise<void> {
  for (let free = SIZE; free > 0;) {
    const { bavail, bsize } = await statfs(disk);
    free = bavail * bsize;
    await writeFile(file, Buffer.alloc(free), { flag: "a" }).catch(() => undefined);
  }
}

test("R5: a server whose disk is full answers 507, keeps terminals running and what it knows readable, and recovers without a restart", async (context) => {
  await using disk = await smallDisk();
  if (!disk) {
    context.skip("this user may mount no disk");
    return;
  }
  await using server = await startTestServer({ under: disk.path });
  using ada = await signedIn(server);
  const { id } = await ada.terminals.create({ command: ["cat"] });
  const filler = join(disk.path, "filler");
  const { secret } = await ada.tokens.create({ name: "before" });
  const change = async () => {
    const response = await fetch(`${server.url}/trpc/preferences.set`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ json: { values: { fontFamily: "x".repeat(100) } } }),
    });
    return response.status;
  };
  expect(await change()).toBe(200);
  // What the database's log has room for already is written still.
  const refused = async () => {
    await fill(disk.path, filler);
    return (await change()) === 507;
  };
  await waitFor(refused, { what: "an answer of 507" });
  expect(await ada.terminals.get(id)).toMatchObject({ status: "running" });
  expect((await ada.tokens.list()).map(({ name }) => name)).toContain("before");
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  await truncate(filler);
  await waitFor(async () => (await change()) === 200, { what: "a change after there is space again" });
  expect(await ada.terminals.get(id)).toMatchObject({ status: "running" });
}, 90_000);
