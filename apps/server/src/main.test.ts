import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

test("the server goes on when nobody reads its log any more", async () => {
  await using parts = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "pilothouse-main-"));
  parts.defer(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const env = { PATH: process.env["PATH"], HOME: dataDir, PORT: "0", PILOTHOUSE_DATA_DIR: dataDir };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  parts.defer(() => endRunners(dataDir));
  parts.defer(() => void child.kill("SIGKILL"));

  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), exited]);
  const url = String(line).replace("Pilothouse is ready at ", "");
  child.stderr.destroy();
  // Each refused call is a line in the log.
  for (let calls = 0; calls < 3; calls += 1) expect((await fetch(`${url}/trpc/auth.me`)).status).toBe(401);
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});

async function endRunners(dataDir: string): Promise<void> {
  const folder = join(dataDir, "run");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".pid"));
  for (const file of files) process.kill(Number(await readFile(join(folder, file), "utf8")), "SIGKILL");
}
