import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tempFolder } from "@pilothouse/testing";
import { expect, test } from "vitest";
import { runCommand } from "./testing/command.ts";

test("what a command compiled is kept in the user's cache, also where that was not there before", async () => {
  await using home = await tempFolder("compile-once");
  const cache = join(home.path, "cache");
  const env = { XDG_CACHE_HOME: cache, NODE_COMPILE_CACHE: "" };
  expect(await runCommand(home.path, ["--version"], { env })).toMatchObject({ code: 0, stderr: "" });
  expect(existsSync(join(cache, "pilothouse", "node"))).toBe(true);
});

test.each(["a file", "/proc"])("a command does without where nothing can be kept: %s", async (place) => {
  await using home = await tempFolder("compile-once");
  const file = join(home.path, "file");
  await writeFile(file, "");
  const env = { XDG_CACHE_HOME: place === "/proc" ? "/proc/none" : file, NODE_COMPILE_CACHE: "" };
  expect(await runCommand(home.path, ["--version"], { env })).toMatchObject({ code: 0, stderr: "" });
});
