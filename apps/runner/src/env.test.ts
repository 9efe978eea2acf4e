import { expect, test } from "vitest";
import { readSettings } from "./env.ts";

const given = ["--data-dir", "/data", "--socket-dir", "/data/run"];

test("the command line is read, and what is left out has a default", () => {
  expect(readSettings(given, { HOME: "/home/ada" })).toEqual({
    dataDir: "/data",
    socketDir: "/data/run",
    readyFd: null,
    keptBytes: null,
    logLevel: "info",
    environment: { HOME: "/home/ada" },
  });
  const more = ["--ready-fd", "3", "--kept-bytes", "1000", "--log-level", "debug"];
  expect(readSettings([...given, ...more], {})).toMatchObject({ readyFd: 3, keptBytes: 1_000, logLevel: "debug" });
});

test.for([
  [["--data-dir", "data", "--socket-dir", "/run"], /^--data-dir: must be an absolute path$/],
  [["--data-dir", "/data"], /^--socket-dir: /],
  [[...given, "--kept-bytes", "much"], /^--kept-bytes: /],
  [[...given, "--log-level", "loud"], /^--log-level: /],
  [[...given, "--other", "1"], /--other/],
] as const)("%j is refused in one line", ([args, message]) => {
  expect(() => readSettings(args, {})).toThrow(message);
});
