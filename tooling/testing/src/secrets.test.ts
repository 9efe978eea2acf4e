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
  "AZURE_CLIENT_SECRET",
  "CLOUDFLARE_API_TOKEN",
  "DATABASE_URL",
  "GOOGLE_API_KEY",
  "HF_TOKEN",
  "KUBECONFIG",
  "SENTRY_DSN",
  "SLACK_BOT_TOKEN",
  "SSH_AUTH_SOCK",
  "STRIPE_SECRET_KEY",
];

/** What a shell would make something of. */
const ARGUMENT = "$(id) `id` $HOME * ; id && id";

test("S22, S23, S32: none of twenty secrets in the server's environment reaches a terminal, the runner, a command line or the logs", async () => {
  const secrets = NAMES.map((name) => [name, `canary-${randomBytes(12).toString("hex")}`] as const);
  await using server = await startTestServer({ env: Object.fromEntries(secrets) });
  const client = await signedIn(server);

  const { id } = await client.terminals.create({
    command: ["sh", "-c", 'env; cat /proc/self/environ; printf %s "$1"', "sh", ARGUMENT],
  });
  const output: Uint8Array[] = [];
  for await (const event of client.terminals.attach(id, { from: { offset: 0 } })) {
    if (event.type === "data") output.push(event.bytes);
  }
  const seen = Buffer.concat(output).toString();
  expect(seen).toContain("PILOTHOUSE_TERMINAL_ID=");
  expect(seen.endsWith(ARGUMENT)).toBe(true);

  const runners = await server.runnerPids();
  expect(runners.length).toBeGreaterThan(0);
  const environs = await Promise.all(runners.map((pid) => readFile(`/proc/${pid}/environ`, "utf8")));
  const commands = await Promise.all([...runners, server.pid()].map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8")));
  const everything = [seen, ...environs, ...commands, server.logs()].join("\n");
  for (const [name, canary] of secrets) expect(everything.includes(canary), `${name} leaked`).toBe(false);
  expect(everything.includes(server.admin.password), "the admin's password leaked").toBe(false);
  client.close();
});
