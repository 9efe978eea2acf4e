import { execFile } from "node:child_process";
import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createClient } from "@pilothouse/sdk";
import { expect, test } from "vitest";
import { endProcess } from "./processes.ts";
import { signedIn } from "./signed-in.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

const MEMBER = { email: "bob@example.org", password: "another long one", name: "Bob" };
const RESTORE = fileURLToPath(new URL("../../../apps/server/src/restore.ts", import.meta.url));

function restore({ dataDir, home }: TestServer, ...args: string[]) {
  const env = { PATH: process.env["PATH"], HOME: home, PILOTHOUSE_DATA_DIR: dataDir };
  return promisify(execFile)(process.execPath, [RESTORE, ...args], { env });
}

test("R3: after a backup, a wipe and a restore the users, tokens, terminals' records and the audit log are the same", async () => {
  await using server = await startTestServer();
  const ada = await signedIn(server);
  const bob = await ada.users.create(MEMBER);
  const { secret } = await ada.tokens.create({ name: "a script's" });
  const { id } = await ada.terminals.create({ command: ["sh", "-c", "exit 3"], title: "over" });
  for await (const event of ada.terminals.attach(id, { from: { offset: 0 } })) if (event.type === "exit") break;
  const before = { users: await ada.users.list(), terminal: await ada.terminals.get(id) };

  await expect((await signedIn(server, MEMBER)).system.backup()).rejects.toMatchObject({ kind: "forbidden" });
  const backup = await ada.system.backup();
  expect(await ada.system.backups()).toEqual([backup]);
  const entries = (await ada.audit.list({ limit: 200 })).entries;
  expect(entries[0]).toMatchObject({ action: "system.backup", actor: expect.stringContaining("user:") });
  ada.close();

  // What is kept elsewhere: the backup, and the keys, which are not in it.
  const away = join(server.home, "away");
  await cp(backup.path, join(away, "backup.db"));
  await cp(join(server.dataDir, "keys"), join(away, "keys"), { recursive: true });
  await expect(restore(server, backup.path)).rejects.toMatchObject({ stderr: expect.stringContaining("runs on the data dir") });
  await server.stop();
  await Promise.all((await server.runnerPids()).map((pid) => endProcess(pid)));
  await rm(server.dataDir, { recursive: true });

  const { stdout } = await restore(server, join(away, "backup.db"), "--keys", join(away, "keys"));
  expect(stdout).toContain(`into ${server.dataDir}`);
  await server.restart();
  const token = createClient({ url: server.url, token: secret });
  expect((await token.auth.me()).via).toBe("token");
  const again = await signedIn(server);
  expect(await again.users.list()).toEqual(before.users);
  expect((await signedIn(server, MEMBER).then((client) => client.auth.me())).user.id).toBe(bob.id);
  const { title, command, status, exit, createdAt } = before.terminal;
  expect(await again.terminals.get(id)).toMatchObject({ title, command, status, exit, createdAt });
  expect(await again.audit.verify()).toMatchObject({ bad: null, next: null });
  const kept = (await again.audit.list({ limit: 200 })).entries.filter(({ seq }) => seq <= (entries[0]?.seq ?? 0));
  expect(kept.map(({ hash }) => hash)).toEqual(entries.map(({ hash }) => hash));
  expect(await readdir(join(server.dataDir, "keys"))).toEqual(expect.arrayContaining(await readdir(join(away, "keys"))));
  for (const one of [token, again]) one.close();
}, 90_000);
