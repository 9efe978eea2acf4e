import { expect, test } from "vitest";
import { readKey, variableFor } from "./read-key.ts";

test("what is around a pasted key is left out, and said so", () => {
  expect(readKey("sk-1")).toEqual({ value: "sk-1", note: null, problem: null });
  expect(readKey(" sk-1\r\n")).toMatchObject({ value: "sk-1", note: expect.stringContaining("left out"), problem: null });
  expect(readKey("KEY=sk-1\nOTHER=sk-2\n")).toMatchObject({ value: "", problem: expect.stringContaining("several lines") });
});

test("a key goes into the variable that its service's programs read, or into one of its own name", () => {
  expect(["anthropic", "work-OpenAI", "github.com", "my.key-2", "2nd"].map(variableFor)).toEqual([
    "ANTHROPIC_API_KEY",
    "OPENAI_API_KEY",
    "GITHUB_TOKEN",
    "MY_KEY_2",
    "_2ND",
  ]);
});
