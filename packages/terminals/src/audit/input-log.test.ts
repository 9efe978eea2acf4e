import { mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type InputAudit, LIMITS } from "@pilothouse/contracts";
import { createLogger } from "@pilothouse/platform";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { InputBurst } from "./burst.ts";
import { InputFile } from "./input-file.ts";
import { InputLog } from "./input-log.ts";

const log = createLogger({ level: "silent", name: "test" });
let folder: string;
let now = 1_000_000;
const clock = { now: () => now };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pilothouse-inputs-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (audit: InputAudit, path = join(folder, "inputs.jsonl")) => new InputLog({ path, audit, clock, log });

const typed = (text: string, { clientId = "ada", masked = false, offset = 0 } = {}) => ({
  clientId,
  data: Buffer.from(text),
  offset,
  masked,
});

async function all(inputs: InputLog) {
  return (await inputs.page(undefined, 1_000)).bursts.toReversed();
}

test("keys without a pause are one burst; a pause, another client and a hidden prompt each begin a new one", async () => {
  const inputs = open("full");
  for (const key of "abc") {
    inputs.take(typed(key, { offset: 7 }));
    now += 100;
  }
  now += LIMITS.inputPauseMs;
  inputs.take(typed("d"));
  inputs.take(typed("e", { clientId: "bob" }));
  inputs.take(typed("f", { clientId: "bob", masked: true }));
  expect(await all(inputs)).toMatchObject([
    { number: 1, clientId: "ada", offset: 7, bytes: 3, text: "abc", masked: false },
    { number: 2, clientId: "ada", bytes: 1, text: "d" },
    { number: 3, clientId: "bob", text: "e" },
    { number: 4, clientId: "bob", bytes: 1, text: null, masked: true },
  ]);
});

test("a burst that goes on for too long is continued in another one", async () => {
  const inputs = open("off");
  for (let ms = 0; ms <= LIMITS.inputBurstMs; ms += 500) {
    inputs.take(typed("x"));
    now += 500;
  }
  expect((await all(inputs)).map(({ bytes }) => bytes)).toEqual([LIMITS.inputBurstMs / 500, 1]);
});

test.for([
  ["off", null],
  ["first-line", "one"],
  ["full", "one\\u000dtwo"],
] as const)("with the setting %s the text is %j, and how much there was is known", async ([audit, text]) => {
  const inputs = open(audit);
  inputs.take(typed("on"));
  inputs.take(typed("e\rtwo"));
  expect(await all(inputs)).toMatchObject([{ bytes: 7, text }]);
});

test.for([
  ["first-line", LIMITS.inputFirstLineBytes],
  ["full", LIMITS.inputTextBytes],
] as const)("with the setting %s at most %d bytes of a burst are kept", async ([audit, limit]) => {
  const inputs = open(audit);
  inputs.take(typed("x".repeat(limit - 1)));
  inputs.take(typed("yz"));
  expect(await all(inputs)).toMatchObject([{ bytes: limit + 1, text: `${"x".repeat(limit - 1)}y` }]);
});

test("bursts are given in pages, the newest first, and again by whoever opens the file later", async () => {
  const inputs = open("full");
  for (const clientId of ["a", "b", "c", "d", "e"]) inputs.take(typed(clientId, { clientId }));
  const first = await inputs.page(undefined, 2);
  expect(first).toMatchObject({ bursts: [{ number: 5 }, { number: 4 }], more: true });
  const later = open("off");
  expect(await later.page(4, 2)).toMatchObject({ bursts: [{ text: "c" }, { text: "b" }], more: true });
  expect(await later.page(2, 2)).toMatchObject({ bursts: [{ text: "a" }], more: false });
});

test("a disk that refuses loses nothing of the newest bursts, and gets them when it takes them again", async () => {
  const missing = join(folder, "not-yet");
  const inputs = open("off", join(missing, "inputs.jsonl"));
  const count = LIMITS.inputsWaiting + 1;
  for (let at = 0; at < count; at += 1) inputs.take(typed("x", { clientId: `tab ${at % 2}` }));
  const waiting = await all(inputs);
  expect(waiting).toHaveLength(LIMITS.inputsWaiting);
  expect(waiting.at(-1)).toMatchObject({ number: count });
  await mkdir(missing);
  await inputs.flush();
  const lines = (await readFile(join(missing, "inputs.jsonl"), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(LIMITS.inputsWaiting);
});

const burst = (number: number): InputBurst => {
  return { number, clientId: "c", at: 1, until: 1, offset: 0, bytes: 1, masked: false, text: "x".repeat(50) };
};

test("the file gives up its oldest bursts when it is too long", async () => {
  const path = join(folder, "inputs.jsonl");
  const file = new InputFile(path, 2_000);
  for (let number = 1; number <= 100; number += 1) {
    await file.append([burst(number)]);
    expect((await stat(path)).size).toBeLessThanOrEqual(2_000);
  }
  const kept = await file.read();
  expect(kept.at(-1)?.number).toBe(100);
  expect(kept.map(({ number }) => number)).toEqual(kept.map((_, at) => 100 - kept.length + 1 + at));
});
