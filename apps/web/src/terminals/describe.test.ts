import type { ActivityState } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { needOf, plainTitle, programOf, shortFolder, stateOf, typedNameOf } from "./describe.ts";

const at = 0;
const activity = { state: "exited", since: at, source: "process", message: null } as const;

test("what runs says what it does, and nothing is said that is not known", () => {
  const doing = (state: ActivityState) => stateOf({ status: "running", exit: null, activity: { ...activity, state } });
  expect(doing("waiting")).toEqual({ tone: "waiting", words: "Needs you" });
  expect(doing("working")).toEqual({ tone: "working", words: "Working" });
  expect(doing("unknown")).toEqual({ tone: "unknown", words: "Running" });
});

test("a need is told in the program's words, or in ours", () => {
  expect(needOf({ kind: "waiting", since: at, message: "Permission to use Bash" })).toBe("Permission to use Bash");
  expect(needOf({ kind: "failed", since: at, message: null })).toBe("Has failed");
});

test("each way to end has its own words", () => {
  expect(stateOf({ activity, status: "exited", exit: { code: 0, signal: null, at } })).toEqual({
    tone: "done",
    words: "Finished",
  });
  expect(stateOf({ activity, status: "exited", exit: { code: 2, signal: null, at } })).toEqual({
    tone: "failed",
    words: "Failed with code 2",
  });
  expect(stateOf({ activity, status: "exited", exit: { code: null, signal: "SIGKILL", at } }).words).toBe("Ended by SIGKILL");
  expect(stateOf({ activity, status: "lost", exit: { code: null, signal: null, at } }).tone).toBe("unknown");
});

test("folders under the home folder are short, and lookalikes are not", () => {
  expect(shortFolder("/home/ada", "/home/ada")).toBe("~");
  expect(shortFolder("/home/ada/src", "/home/ada")).toBe("~/src");
  expect(shortFolder("/home/adam", "/home/ada")).toBe("/home/adam");
  expect(shortFolder("/srv", null)).toBe("/srv");
});

test("case 36: a title has one line and an end", () => {
  expect(plainTitle("one\r\ntwo\u2028three")).toBe("one two three");
  expect(plainTitle("x".repeat(120))).toBe("x".repeat(120));
  expect(plainTitle("x".repeat(1_000_000))).toBe(`${"x".repeat(119)}…`);
});

test("case 36: a title cannot hide what it says", () => {
  expect(plainTitle("\u202egnp.exe\u0007\nx")).toBe("gnp.exe x");
  expect(plainTitle("a\u200bb\u00adc\u2066d\u061ce")).toBe("abcde");
  expect(plainTitle("👩\u200d💻 works")).toBe("👩\u200d💻 works");
  expect(plainTitle("<b>bold</b> & co")).toBe("<b>bold</b> & co");
  expect(plainTitle("\u0000\u0001")).toBe("Untitled");
});

test("a program is called by its name and arguments", () => {
  expect(programOf({ command: ["/usr/bin/claude", "--resume"] })).toBe("claude --resume");
  expect(programOf({ command: [] })).toBe("");
});

test("what is typed to agree that a terminal goes is its title, or what is easier to type", () => {
  const id = "01890000-0000-7000-8000-00000000b0b0";
  const typed = (title: string, ...command: string[]) => typedNameOf({ id, title, command });
  expect(typed("fix the tests", "claude")).toBe("fix the tests");
  expect(typed("\u2733 fix the tests", "/usr/bin/claude", "--continue")).toBe("claude");
  expect(typed("x".repeat(41), "./\u00e9t\u00e9")).toBe("0000b0b0");
});
