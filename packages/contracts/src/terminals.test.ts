import { expect, test } from "vitest";
import { CreateTerminal } from "./terminals.ts";

const accepts = (command: string[]) => CreateTerminal.safeParse({ command }).success;

test("a command has a program, and a size that a list of many can carry", () => {
  expect(accepts(["claude", "-p", "x".repeat(32_000)])).toBe(true);
  expect(accepts(["true", ...Array.from({ length: 30 }, () => "x".repeat(32_000))])).toBe(false);
  for (const command of [[], [""], ["a\0b"]]) expect(accepts(command)).toBe(false);
});
