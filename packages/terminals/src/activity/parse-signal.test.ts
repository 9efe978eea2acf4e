import { expect, test } from "vitest";
import { ACTIVITY_LIMITS } from "./limits.ts";
import { parseSignal } from "./parse-signal.ts";
import { plainText } from "./plain-text.ts";

test("the marks of terminals that programs know are understood", () => {
  expect(parseSignal("0;✳ Claude Code")).toEqual({ type: "title", title: "✳ Claude Code" });
  expect(parseSignal("2;vim")).toEqual({ type: "title", title: "vim" });
  expect(parseSignal("9;Approval requested: ls")).toEqual({ type: "notice", text: "Approval requested: ls" });
  expect(parseSignal("9;4;1;50")).toEqual({ type: "progress", shown: true });
  expect(parseSignal("9;4;3")).toEqual({ type: "progress", shown: true });
  expect(parseSignal("9;4;0;0")).toEqual({ type: "progress", shown: false });
  expect(parseSignal("777;notify;Build;is done")).toEqual({ type: "notice", text: "Build: is done" });
  expect(parseSignal("99;i=1:p=title;Hello")).toEqual({ type: "notice", text: "Hello" });
  expect(parseSignal(`99;e=1;${Buffer.from("Grüße").toString("base64")}`)).toEqual({ type: "notice", text: "Grüße" });
  expect(parseSignal("133;A;aid=3")).toEqual({ type: "prompt" });
  expect(parseSignal("633;C")).toEqual({ type: "command" });
});

test("marks about other things say nothing of what a program does", () => {
  for (const mark of [
    "9;9;/home/ada",
    "9;2;a message box",
    "8;;https://example.org",
    "52;c;aGk=",
    "99;p=icon;x",
    "133;P",
    "7;file:///",
  ]) {
    expect({ mark, says: parseSignal(mark) }).toEqual({ mark, says: null });
  }
});

test("case 36: a program's words lose control characters and hidden ones, and are cut", () => {
  expect(plainText("rm\u001b[2J \u202ereversed\u2066\nline\u200b two ")).toBe("rm [2J reversed line two");
  expect(plainText("\u0000\u0007 ")).toBeNull();
  expect(plainText("é".repeat(ACTIVITY_LIMITS.messageCharacters))).toHaveLength(ACTIVITY_LIMITS.messageCharacters);
  expect(plainText("é".repeat(ACTIVITY_LIMITS.messageCharacters + 1))).toMatch(/^é{199}…$/);
});
