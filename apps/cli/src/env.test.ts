import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readEnvironment } from "./env.ts";

test("without settings the folders are those of the XDG specification", () => {
  expect(readEnvironment({})).toEqual({
    url: undefined,
    token: undefined,
    configDir: join(homedir(), ".config", "pilothouse"),
    cacheDir: join(homedir(), ".cache", "pilothouse"),
    dataDir: join(homedir(), ".local", "share", "pilothouse"),
  });
});

test("settings count, but not empty ones and not relative XDG folders", () => {
  const given = { PILOTHOUSE_URL: "http://a", PILOTHOUSE_TOKEN: "", XDG_CONFIG_HOME: "/cfg", XDG_DATA_HOME: "relative" };
  expect(readEnvironment(given)).toMatchObject({
    url: "http://a",
    token: undefined,
    configDir: "/cfg/pilothouse",
    dataDir: join(homedir(), ".local", "share", "pilothouse"),
  });
  expect(readEnvironment({ PILOTHOUSE_DATA_DIR: "/data" }).dataDir).toBe("/data");
});
