import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@pilothouse/sdk";
import { expect, test } from "vitest";
import { processesAbout } from "./processes.ts";
import { signedIn } from "./signed-in.ts";
import { startTestServer } from "./test-server.ts";

const canary = (name: string) => `canary-${name}-${randomBytes(12).toString("hex")}`;

/** All that the server keeps, but for its keys. */
async function keptIn(dataDir: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !file.startsWith(join(dataDir, "keys"))) files.set(file.slice(dataDir.length), await read(file));
  }
  return files;
}

/** The runner goes on, and replaces some of its files. */
function read(file: string): Promise<Buffer> {
  return readFile(file).catch(() => Buffer.alloc(0));
}

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

test("S32: planted secrets are in no log, error, answer, audit entry, process list or file, and a key reaches its terminal alone", async () => {
  const planted = Object.fromEntries(
    ["password", "typo", "key", "newKey", "badKey", "env", "bearer", "query"].map((name) => [name, canary(name)]),
  ) as Record<"password" | "typo" | "key" | "newKey" | "badKey" | "env" | "bearer" | "query", string>;
  await using server = await startTestServer({ env: { LOG_LEVEL: "debug" } });
  using ada = await signedIn(server);
  const said: unknown[] = [];
  const failing = async (call: Promise<unknown>) =>
    said.push(
      String(
        await call.then(
          () => "passed",
          (error: unknown) => error,
        ),
      ),
    );

  said.push(await ada.users.create({ email: "bob@example.org", name: "Bob", password: planted.password }));
  await failing(createClient({ url: server.url }).auth.login({ email: `${planted.typo}@example.org`, password: planted.typo }));
  await failing(createClient({ url: server.url, token: planted.bearer }).auth.me());
  said.push(await (await fetch(`${server.url}/api/audit/export?token=${planted.query}`)).text());
  const key = await ada.apiKeys.create({ name: "work", value: planted.key });
  said.push(key, await ada.apiKeys.update(key.id, { value: planted.newKey }));
  await failing(ada.apiKeys.create({ name: "work", value: planted.badKey }));
  await failing(ada.apiKeys.create({ name: "bad", value: `${planted.badKey} with a space` }));
  const { secret: token, ...created } = await ada.tokens.create({ name: "ci" });
  said.push(created);

  const script = `printf %s "$WORK_KEY" | sha256sum; sleep 1000`;
  const apiKeys = [{ name: "work", as: "WORK_KEY" }];
  const terminal = await ada.terminals.create({ command: ["sh", "-c", script], env: { MINE: planted.env }, apiKeys });
  const view = ada.terminals.attach(terminal.id, { from: { offset: 0 } });
  let output = "";
  for await (const event of view) {
    if (event.type === "data") output += Buffer.from(event.bytes).toString();
    if (output.includes("\n")) break;
  }
  expect(output).toContain(createHash("sha256").update(planted.newKey).digest("hex"));
  expect(await ada.terminals.get(terminal.id)).toMatchObject({ apiKeys });
  const { secret } = await ada.tokens.create({ name: "other" });
  await failing(createClient({ url: server.url, token: secret }).terminals.create({ apiKeys: [{ name: "none", as: "KEY" }] }));
  const other = await ada.terminals.create({ command: ["sh", "-c", 'test -z "$WORK_KEY" && echo nothing'] });
  expect(await textOf(ada.terminals.export(other.id, "raw"))).not.toContain("canary");
  const { share, token: link } = await ada.terminals.shares.create({ terminalId: terminal.id });
  said.push(share);

  said.push(terminal, await ada.terminals.list(), await ada.apiKeys.list(), await ada.tokens.list(), await ada.users.list());
  const audit = await textOf(ada.audit.export());
  expect(audit).toContain("apiKeys.create");
  const commands = await Promise.all(
    (await processesAbout(server.dataDir)).map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
  );
  const runners = await Promise.all((await server.runnerPids()).map((pid) => readFile(`/proc/${pid}/environ`, "utf8")));
  await ada.terminals.close(terminal.id);
  await server.stop();
  const places = new Map<string, string | Buffer>([
    ["the log", server.logs()],
    ["an answer", JSON.stringify(said)],
    ["the audit log", audit],
    ["a command line", commands.join("\n")],
    ["the runner's environment", runners.join("\n")],
    ...(await keptIn(server.dataDir)),
  ]);
  expect([...places.keys()]).toEqual(expect.arrayContaining(["/pilothouse.db", "/audit/checkpoints.jsonl"]));
  const secrets = { ...planted, adminPassword: server.admin.password, token, secret, link };
  const leaks = Object.entries(secrets).flatMap(([name, value]) =>
    [...places].filter(([, text]) => text.includes(value)).map(([place]) => `${name} in ${place}`),
  );
  expect(leaks).toEqual([]);
}, 90_000);
