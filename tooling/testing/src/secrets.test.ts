import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer } from "./test-server.ts";

const NAMES = [
  "ANTHROPIC_API_KEY",
  "AWS_SECRET_ACCESS_KEY",
  "GITHUB_TOKEN",
  "JWT_SECRET",
  "NPM_TOKEN",
  "npm_config__authToken",
  "OPENAI_API_KEY",
  "PGPASSWORD",
  "VAULT_KEY",
  "SMTP_PASSWORD",
];

test("S22, S32: none of ten secrets in the server's environment reaches a terminal, the runner or the logs", async () => {
  const secrets = NAMES.map((name) => [name, `canary-${randomBytes(12).toString("hex")}`] as const);
  await using server = await startTestServer({ env: Object.fromEntries(secrets) });
  const client = await signedIn(server);

  const { id } = await client.terminals.create({ command: ["sh", "-c", "env; cat /proc/self/environ"] });
  const output: Uint8Array[] = [];
  for await (const event of client.terminals.attach(id, { from: { offset: 0 } })) {
    if (event.type === "data") output.push(event.bytes);
  }
  const seen = Buffer.concat(output).toString();
  expect(seen).toContain("PILOTHOUSE_TERMINAL_ID=");

  const runners = await server.runnerPids();
  expect(runners.length).toBeGreaterThan(0);
  const environs = await Promise.all(runners.map((pid) => readFile(`/proc/${pid}/environ`, "utf8")));
  const everything = [seen, ...environs, server.logs()].join("\n");
  for (const [name, canary] of secrets) expect(everything.includes(canary), `${name} leaked`).toBe(false);
  expect(everything.includes(server.admin.password), "the admin's password leaked").toBe(false);
  client.close();
});
