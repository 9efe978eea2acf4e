import { expect, test } from "vitest";
import { readSettings } from "./env.ts";

const given = ["--data-dir", "/data", "--build", "b1"];

test("the command line is read, and what is left out has a default", () => {
  expect(readSettings(given, { HOME: "/home/ada" })).toEqual({
    dataDir: "/data",
    readyFd: null,
    build: "b1",
    replaces: null,
    keptBytes: null,
    logLevel: "info",
    user: null,
    environment: { HOME: "/home/ada" },
  });
  const more = ["--ready-fd", "3", "--replaces", "0a1b2c3d", "--kept-bytes", "1000", "--log-level", "debug"];
  expect(readSettings([...given, ...more], {})).toMatchObject({
    readyFd: 3,
    replaces: "0a1b2c3d",
    keptBytes: 1_000,
    logLevel: "debug",
  });
  const other = readSettings([...given, "--user", "4242:4343"], { HOME: "/home/ada", LANG: "C.UTF-8" });
  expect(other).toMatchObject({ user: { uid: 4242, gid: 4343 }, environment: { HOME: "/", USER: "4242", LANG: "C.UTF-8" } });
});

test.for([
  [["--data-dir", "data", "--build", "b1"], /^--data-dir: must be an absolute path$/],
  [["--data-dir", "/data"], /^--build: /],
  [[...given, "--kept-bytes", "much"], /^--kept-bytes: /],
  [[...given, "--log-level", "loud"], /^--log-level: /],
  [[...given, "--user", "no-such-user"], /^--user: there is no such user$/],
  [[...given, "--other", "1"], /--other/],
] as const)("%j is refused in one line", ([args, message]) => {
  expect(() => readSettings(args, {})).toThrow(message);
});
