import { expect, test } from "vitest";
import { ApiKeyGrants, CreateApiKey } from "./api-keys.ts";
import { LIMITS } from "./limits.ts";

test("a key has a bound, and nothing in it that would break a line or a variable", () => {
  const takes = (value: string) => CreateApiKey.safeParse({ name: "work", value }).success;
  expect(takes("x".repeat(LIMITS.apiKeyCharacters))).toBe(true);
  for (const bad of ["", "x".repeat(LIMITS.apiKeyCharacters + 1), "a b", "a\n", "a\0b", "\u00a0"]) expect(takes(bad)).toBe(false);
});

test("a terminal is given so many keys, each in a variable of its own", () => {
  const grants = (count: number) => Array.from({ length: count }, (_, at) => ({ name: "work", as: `KEY_${at}` }));
  expect(ApiKeyGrants.safeParse(grants(LIMITS.apiKeysPerTerminal)).success).toBe(true);
  expect(ApiKeyGrants.safeParse(grants(LIMITS.apiKeysPerTerminal + 1)).success).toBe(false);
  expect(ApiKeyGrants.safeParse([...grants(1), ...grants(1)]).success).toBe(false);
});
