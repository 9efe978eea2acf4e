import { expect, test } from "vitest";
import { callView } from "./call-view.ts";
import { diffLines } from "./file-changes.ts";

const view = (name: string, input: unknown) => callView(name, typeof input === "string" ? input : JSON.stringify(input));
const signs = (lines: readonly { sign: string; text: string }[] | undefined) => lines?.map(({ sign, text }) => sign + text);

test("a command is shown as such, whichever agent ran it", () => {
  expect(view("Bash", { command: "npm test\nls", description: "Run the tests" })).toMatchObject({
    summary: "Run the tests",
    command: "npm test\nls",
  });
  expect(view("shell", { command: ["bash", "-lc", "ls -l"] })).toMatchObject({ summary: "", command: "ls -l" });
  expect(view("exec_command", { cmd: "ls" }).command).toBe("ls");
  expect(view("shell", { command: ["git", "status"] }).command).toBe("git status");
});

test("an edit is shown as the lines that change", () => {
  const { summary, changes } = view("Edit", {
    file_path: "/src/a.ts",
    old_string: "one\ntwo\nthree",
    new_string: "one\n2\nthree",
  });
  expect(summary).toBe("/src/a.ts");
  expect(changes).toHaveLength(1);
  expect(signs(changes[0]?.lines)).toEqual([" one", "-two", "+2", " three"]);
  expect(signs(view("Write", { file_path: "b", content: "x\ny\n" }).changes[0]?.lines)).toEqual(["+x", "+y"]);
  const edits = [
    { old_string: "a", new_string: "b" },
    { old_string: "c", new_string: "" },
  ];
  expect(signs(view("MultiEdit", { file_path: "c", edits }).changes[0]?.lines)).toEqual(["-a", "+b", "-c"]);
});

test("a patch is shown file by file, whether it is all of the input or a part of it", () => {
  const patch = "*** Begin Patch\n*** Update File: a.ts\n@@ class A\n one\n-two\n+2\n*** Add File: b.ts\n+new\n*** End Patch";
  for (const input of [patch, { input: patch }, { command: ["apply_patch", patch] }]) {
    const { summary, changes } = view("apply_patch", input);
    expect(summary).toBe("a.ts, b.ts");
    expect(changes.map(({ lines }) => signs(lines))).toEqual([[" one", "-two", "+2"], ["+new"]]);
  }
});

test("other calls are told by what they are about", () => {
  expect(view("Read", { file_path: "/a", limit: 3 })).toMatchObject({ summary: "/a", plain: false });
  expect(view("Read", { file_path: "/a" }).plain).toBe(true);
  expect(view("Grep", { pattern: "x+", path: undefined }).summary).toBe("x+");
  expect(view("Task", { description: "Look around", prompt: "Find it" })).toMatchObject({
    summary: "Look around",
    prose: "Find it",
  });
  expect(view("WebSearch", { query: "y".repeat(300) }).summary).toHaveLength(200);
});

test.each([
  "",
  "{",
  "null",
  "[]",
  "42",
  '{"command":',
  '{"command":{"a":1}}',
  '{"file_path":7,"edits":[null,1]}',
  "*** Begin Patch",
])("an input like %j is taken as it is", (input) => {
  expect(view("unknown", input)).toEqual({ summary: "", command: null, changes: [], prose: null, plain: false });
});

test("texts that have nothing in common are shown one after the other", () => {
  const lines = (word: string) => Array.from({ length: 3_000 }, (_, line) => `${word} ${line}`).join("\n");
  const diff = diffLines(lines("old"), lines("new"));
  expect(diff).toHaveLength(6_000);
  expect([diff[0]?.sign, diff.at(-1)?.sign]).toEqual(["-", "+"]);
});
