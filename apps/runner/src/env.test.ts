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
    environment: { HOME: "/home/ada" },
  });
  const more = ["--ready-fd", "3", "--replaces", "0a1b2c3d", "--kept-bytes", "1000", "--log-level", "debug"];
  expect(readSettings([...given, ...more], {})).toMatchObject({
    readyFd: 3,
    replaces: "0a1b2c3d",
    keptBytes: 1_000,
    logLevel: "debug",
  });
});

test.for([
  [["--data-dir", "data", "--build", "b1"], /^--data-dir: must be an absolute path$/],
  [["--data-dir", "/data"], /^--build: /],
  [[...given, "--kept-bytes", "much"], /^--kept-bytes: /],
  [[...given, "--log-level", "loud"], /^--log-level: /],
  [[...given, "--other", "1"], /--other/],
] as const)("%j is refused in one line", ([args, message]) => {
  expect(() => readSettings(args, {})).toThrow(message);
});
