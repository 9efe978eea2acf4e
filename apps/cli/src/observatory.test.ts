import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { signedIn, startTestServer, tempFolder, type TestServer } from "@pilothouse/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commandEnvironment, MAIN, runCommand, signInAt } from "./testing/command.ts";

// Each test starts several processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const SESSION = "7d4f1a52-6a5e-4a53-9f0b-0c1d2e3f4a5b";
const parts = new AsyncDisposableStack();
let server: TestServer;
let home: string;
let projects: string;
let transcript: string;

const line = (number: number, more: Record<string, unknown>) => {
  const place = { sessionId: SESSION, cwd: "/work/tool", gitBranch: "main", version: "2.1.200", isSidechain: false };
  const chain = { uuid: `u${number}`, parentUuid: number === 1 ? null : `u${number - 1}` };
  return `${JSON.stringify({ ...place, ...chain, timestamp: `2026-11-25T10:00:0${number}.000Z`, ...more })}\n`;
};
const prompt = (number: number, content: string) => line(number, { type: "user", message: { role: "user", content } });
const answer = (number: number, text: string) => {
  const usage = { input_tokens: 10, output_tokens: 20, cache_read_input_tokens: 30, cache_creation_input_tokens: 0 };
  const message = {
    id: `m${number}`,
    role: "assistant",
    model: "claude-sonnet-4-5-20250929",
    content: [{ type: "text", text }],
    usage,
  };
  return line(number, { type: "assistant", requestId: `r${number}`, message });
};

const run = (...args: string[]) => runCommand(home, args);
const printed = async (...args: string[]) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
  return stdout.toString();
};

beforeAll(async () => {
  home = parts.use(await tempFolder("cli")).path;
  projects = parts.use(await tempFolder("projects")).path;
  transcript = join(projects, "-work-tool", `${SESSION}.jsonl`);
  mkdirSync(join(projects, "-work-tool"));
  writeFileSync(transcript, prompt(1, "Where is the\x1b[2J needle?") + answer(2, "In the haystack."));
  const env = { CLAUDE_PROJECTS_PATH: projects, CODEX_SESSIONS_PATH: "none", GEMINI_TMP_PATH: "none" };
  server = parts.use(await startTestServer({ env }));
  await signInAt(server, home);
  await vi.waitUntil(async () => (await run("conversations", "ls")).stdout.toString().includes("needle"), { timeout: 60_000 });
}, 120_000);

afterAll(() => parts.disposeAsync());

test("conversations are listed and shown, and nothing in them steers the terminal", async () => {
  const listed = await printed("conversations", "ls");
  expect(listed).toMatch(
    /^ID +AGENT +STATE +LAST +COST +PROJECT +TITLE\n7d4f1a52 +claude +\w+ +2026-11-25T10:00 +\$0\.00 +tool +Where is the\?\[2J needle\?\n$/,
  );
  expect(JSON.parse(await printed("c", "ls", "--json", "--status", "error"))).toEqual([]);
  const shown = await printed("conversations", "show", "7d4f");
  expect(shown).toContain("Folder   /work/tool");
  expect(shown).toContain(
    "prompt  2026-11-25T10:00:01Z\n  Where is the?[2J needle?\n\nanswer  2026-11-25T10:00:02Z\n  In the haystack.\n",
  );
  expect(JSON.parse(await printed("conversations", "show", SESSION, "--json"))).toMatchObject({ sessionId: SESSION, prompts: 1 });
  expect(await run("conversations", "show", "ffff")).toMatchObject({
    code: 1,
    stderr: "pilothouse: there is no conversation ffff\n",
  });
});

test("words are found in conversations, where they are looked for", async () => {
  expect(await printed("search", "haystack")).toMatch(
    /^[0-9a-f-]{36} {2}2026-11-25T10:00:02Z {2}answer {2}.+\n {4}In the haystack\.\n$/,
  );
  expect(JSON.parse(await printed("search", "the", "--in", "prompt", "--json"))).toMatchObject([{ in: "prompt" }]);
  expect(await run("search", "haystack", "--since", "2026-11-27")).toMatchObject({
    code: 0,
    stderr: "pilothouse: nothing found for haystack\n",
  });
  expect((await run("search", "x", "--in", "nowhere")).code).toBe(2);
});

test("usage is added up by what is asked for", async () => {
  const usage = await printed("usage", "--by", "model");
  expect(usage).toMatch(
    /^MODEL +REQUESTS +INPUT +OUTPUT +CACHE WRITE +CACHE READ +COST\nclaude-sonnet-4-5-20250929 +1 +10 +20 +0 +30 +\$0\.00\nTotal +1 /,
  );
  const { rows } = JSON.parse(await printed("usage", "--by", "day", "--time-zone", "Pacific/Kiritimati", "--json"));
  expect(rows).toMatchObject([{ key: "2026-11-26", requests: 1, input: 10 }]);
  expect(await printed("usage", "--until", "2026-11-24")).toBe("Nothing was used.\n");
  expect(await printed("projects", "ls")).toMatch(/\ntool +1 +2026-11-25 +\$0\.00 +\/work\/tool\n$/);
});

test("the last messages are printed, and then each that is written", async () => {
  expect(await printed("conversations", "tail", SESSION, "-n", "1", "--no-follow")).toContain("In the haystack.");
  const child = spawn(process.execPath, [MAIN, "conversations", "tail", SESSION, "-n", "1"], {
    env: commandEnvironment(home, {}),
  });
  const ended = Promise.withResolvers<void>();
  child.once("close", () => ended.resolve());
  let seen = "";
  const sees = async (text: string) => {
    for await (const piece of child.stdout) {
      seen += String(piece);
      if (seen.includes(text)) return;
    }
  };
  child.stdout.setEncoding("utf8");
  appendFileSync(transcript, prompt(3, "And the thread?"));
  await sees("And the thread?");
  child.kill("SIGINT");
  await ended.promise;
  expect(seen).toContain("And the thread?");
});

test("a folder is given to somebody, who alone sees what is in it from then on", async () => {
  using admin = await signedIn(server);
  const who = { email: "bob@example.org", password: "another long one" };
  await admin.users.create({ ...who, name: "Bob" });
  const exported = async () => {
    const { conversations } = await admin.conversations.list({ sessionId: SESSION });
    id = conversations[0]?.id ?? id;
    let text = "";
    const decoder = new TextDecoder();
    for await (const piece of admin.conversations.export(id, { format: "html" })) text += decoder.decode(piece, { stream: true });
    return text;
  };
  let id = "";
  expect(await exported()).toMatch(/^<!doctype html>[^]*In the haystack\.[^]*<\/html>\n$/);
  expect(await printed("sources", "ls")).toContain(`${projects}  ${server.admin.email}`);
  expect((await run("sources", "assign", projects)).code).toBe(2);
  expect(await printed("sources", "assign", projects, "--user", "bob@example.org")).toContain("is bob@example.org's now");
  using bob = await signedIn(server, who);
  await vi.waitUntil(async () => (await bob.conversations.list()).conversations.length === 1, { timeout: 60_000 });
  expect(await printed("conversations", "ls")).toContain("No conversations.");
  await expect(exported()).rejects.toMatchObject({ kind: "not_found" });
  expect(await run("search", "haystack")).toMatchObject({ stderr: expect.stringContaining("nothing found") });
  expect(await printed("usage")).toBe("Nothing was used.\n");
});
