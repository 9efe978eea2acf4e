import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startTestServer } from "./test-server.ts";

const SCRIPT = fileURLToPath(new URL("scripts/run-a-command.ts", import.meta.url));

test("a script with only the SDK signs in, runs a command, reads its output and ends by itself", async () => {
  await using server = await startTestServer();
  const { email, password } = server.admin;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [SCRIPT, server.url, email, password], { timeout: 20_000 });
  expect(stdout).toContain("sum=42");
  expect(stdout).toMatch(/exit code 0\n$/);
});
