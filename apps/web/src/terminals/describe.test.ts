import { expect, test } from "vitest";
import { plainTitle, programOf, shortFolder, stateOf } from "./describe.ts";

const at = 0;

test("each way to end has its own words", () => {
  expect(stateOf({ status: "running", exit: null }).words).toBe("Running");
  expect(stateOf({ status: "exited", exit: { code: 0, signal: null, at } })).toEqual({ tone: "done", words: "Finished" });
  expect(stateOf({ status: "exited", exit: { code: 2, signal: null, at } })).toEqual({
    tone: "failed",
    words: "Failed with code 2",
  });
  expect(stateOf({ status: "exited", exit: { code: null, signal: "SIGKILL", at } }).words).toBe("Ended by SIGKILL");
  expect(stateOf({ status: "lost", exit: { code: null, signal: null, at } }).tone).toBe("unknown");
});

test("folders under the home folder are short, and lookalikes are not", () => {
  expect(shortFolder("/home/ada", "/home/ada")).toBe("~");
  expect(shortFolder("/home/ada/src", "/home/ada")).toBe("~/src");
  expect(shortFolder("/home/adam", "/home/ada")).toBe("/home/adam");
  expect(shortFolder("/srv", null)).toBe("/srv");
});

test("a title cannot hide what it says", () => {
  expect(plainTitle("\u202egnp.exe\u0007\nx")).toBe("gnp.exex");
  expect(plainTitle("\u0000\u0001")).toBe("Untitled");
});

test("a program is called by its name and arguments", () => {
  expect(programOf({ command: ["/usr/bin/claude", "--resume"] })).toBe("claude --resume");
  expect(programOf({ command: [] })).toBe("");
});
