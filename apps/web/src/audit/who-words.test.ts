import { expect, test } from "vitest";
import { whoWords } from "./who-words.ts";

const BOB = "01890000-0000-7000-8000-00000000b0b0";
const TOKEN = "01890000-0000-7000-8000-000012345678";
const names = new Map([[BOB, "Bob"]]);

test("who did something has a name, as long as there is one", () => {
  const words = (actor: string, onBehalfOf: string | null = null) => whoWords({ actor, onBehalfOf }, names);
  expect(words(`user:${BOB}`)).toBe("Bob");
  expect(words(`user:${TOKEN}`)).toBe("…12345678");
  expect(words(`token:${TOKEN}`, BOB)).toBe("Bob (API token)");
  expect(words(`token:${TOKEN}`, TOKEN)).toBe("…12345678 (API token)");
  expect(words("system")).toBe("The server");
  expect(words("anonymous")).toBe("Nobody signed in");
});
