import { randomBytes } from "node:crypto";
import { chmod, readdir } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import type { Client } from "@pilothouse/sdk";
import { expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer } from "./test-server.ts";

const NOBODY = "65534:65534";
const asRoot = userInfo().uid === 0 && process.platform === "linux";
const NAMES = Array.from({ length: 20 }, (_, at) => `SECRET_${at}`);

async function printed(client: Client, script: string, args: readonly string[] = []): Promise<string> {
  const { id } = await client.terminals.create({ command: ["sh", "-c", script, "sh", ...args] });
  const pieces: Uint8Array[] = [];
  for await (const event of client.terminals.attach(id, { from: { offset: 0 } })) {
    if (event.type === "data") pieces.push(event.bytes);
  }
  return Buffer.concat(pieces).toString();
}

test.runIf(asRoot)(
  "S22: with PILOTHOUSE_RUNNER_USER a terminal reads nothing that server and runner have, keep and speak with",
  async ({ skip }) => {
    const canary = `canary-${randomBytes(12).toString("hex")}`;
    const env = { PILOTHOUSE_RUNNER_USER: NOBODY, ...Object.fromEntries(NAMES.map((name) => [name, canary])) };
    await using server = await startTestServer({ env }).catch((error: unknown) => {
      // Rightly refused: everybody can change this checkout, or a folder that leads to it.
      if (String(error).includes("could replace the code that root runs")) skip("the code is not root's alone");
      throw error;
    });
    using ada = await signedIn(server);
    const { dataDir } = server;
    // Of the folders on the way only the data folder itself keeps it out.
    await chmod(dirname(dataDir), 0o755);
    await ada.apiKeys.create({ name: "work", value: canary });
    const before = await ada.terminals.create({ command: ["sh", "-c", "echo of somebody else; exec sleep 1000"] });
    const [runner = 0] = await server.runnerPids();
    const generations = (await readdir(join(dataDir, "run"))).filter((name) => /^[0-9a-f]{8}$/.test(name));
    const sockets = generations.flatMap((name) => ["control", "stream"].map((one) => join(dataDir, "run", name, `${one}.sock`)));
    const files = [
      ...[server.pid(), runner].flatMap((pid) => [`/proc/${pid}/environ`, `/proc/${pid}/mem`, `/proc/${pid}/fd`]),
      ...["", "pilothouse.db", "server.lock", "keys", "keys/master.json", "logs/runner.log", "run"].map((name) =>
        join(dataDir, name),
      ),
      join(dataDir, "terminals", before.id),
      ...sockets,
    ];
    const script = 'id -u; env; for f do { ls "$f/" || cat "$f"; } 2>&1; done; ps -ww -eo args; echo the end';
    const seen = await printed(ada, script, files);
    expect(seen).toMatch(/^65534\r\n/);
    expect(seen).toContain("the end");
    expect(seen).not.toContain(canary);
    expect(seen).not.toContain("SQLite format");
    expect(seen).not.toContain("checkpoints.jsonl");
    expect(seen.match(/cat: .*Permission denied/g)).toHaveLength(files.length);

    // Another account is another runner, for what starts from then on; what runs goes on.
    await server.stop();
    await server.restart({ PILOTHOUSE_RUNNER_USER: "root" });
    expect(await printed(ada, "id -u")).toBe("0\r\n");
    expect(await ada.terminals.get(before.id)).toMatchObject({ status: "running" });
    expect(await server.runnerPids()).toHaveLength(2);
    expect(server.logs()).not.toContain("root shell");
  },
  120_000,
);
