import { expect, test } from "vitest";
import { runnerEnvironment, terminalEnvironment } from "./environment.ts";
import { openTestEngine, shell, transcript } from "./test-engine.ts";

const canaries = {
  DATABASE_URL: "postgres://canary-1",
  PILOTHOUSE_ADMIN_PASSWORD: "canary-2",
  PILOTHOUSE_SECRET: "canary-3",
  ANTHROPIC_API_KEY: "canary-4",
  OPENAI_API_KEY: "canary-5",
  AWS_SECRET_ACCESS_KEY: "canary-6",
  GITHUB_TOKEN: "canary-7",
  NODE_OPTIONS: "--canary-8",
  SSH_AUTH_SOCK: "/canary-9",
  npm_config__authToken: "canary-10",
  LC_SECRET: "canary-11",
};

test("S22: none of the server's secrets reach a terminal", async () => {
  const environment = { ...canaries, PATH: "/usr/bin:/bin", HOME: "/", LANG: "C.UTF-8" };
  await using opened = await openTestEngine({ environment });
  const made = await opened.host.spawn(shell("env; tr '\\0' '\\n' < /proc/self/environ"));
  const { text } = await transcript(opened.host, made);
  expect(text).not.toContain("canary");
  expect(text).toContain(`PILOTHOUSE_TERMINAL_ID=${made.id}`);
  expect(text).toContain("TERM=xterm-256color");
  expect(text).toContain("COLORTERM=truecolor");
  expect(text).toContain("TERM_PROGRAM=pilothouse");
});

test("what the caller adds reaches the terminal, but the terminal's own mark stays", () => {
  const env = terminalEnvironment(
    { PATH: "/bin" },
    { id: "the-id", env: { KEY: "given", TERM: "dumb", PILOTHOUSE_TERMINAL_ID: "other" } },
  );
  expect(env).toMatchObject({ KEY: "given", TERM: "dumb", PILOTHOUSE_TERMINAL_ID: "the-id" });
});

test("the PATH loses what package managers add for scripts, and folders that depend on where one stands", () => {
  const PATH = [
    "/srv/pilothouse/node_modules/.bin",
    "/srv/node_modules/.bin/",
    "/usr/lib/node_modules/npm/bin/node-gyp-bin",
    "",
    "bin",
    "/usr/bin",
    "/home/ada/.local/bin",
    "/usr/bin",
  ].join(":");
  expect(runnerEnvironment({ PATH })["PATH"]).toBe("/usr/bin:/home/ada/.local/bin");
  expect(runnerEnvironment({ PATH: "relative" })["PATH"]).toContain("/usr/bin");
});

test("a terminal speaks UTF-8 also when the server was started without a language", () => {
  expect(terminalEnvironment({}, { id: "x" })["LANG"]).toBe("C.UTF-8");
  expect(terminalEnvironment({ LC_ALL: "de_DE.UTF-8" }, { id: "x" })).not.toHaveProperty("LANG");
});
