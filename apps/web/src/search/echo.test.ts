import { expect, test } from "vitest";
import { createEcho } from "./echo.ts";

test("what was told comes back as known, also after more was told", () => {
  const echo = createEcho("");
  echo.tell("ab");
  echo.tell("abc");
  expect(echo.isNew("ab")).toBe(false);
  expect(echo.last()).toBe("abc");
  expect(echo.isNew("abc")).toBe(false);
  echo.tell("abcd");
  echo.tell("abcde");
  expect(echo.isNew("abcde")).toBe(false);
  expect(echo.last()).toBe("abcde");
});

test("words of the page before, or none, are new, and are what was told last then", () => {
  const echo = createEcho("ab");
  expect(echo.isNew("ab")).toBe(false);
  expect(echo.isNew("")).toBe(true);
  expect(echo.last()).toBe("");
  echo.tell("x");
  expect(echo.isNew("x")).toBe(false);
  expect(echo.isNew("ab")).toBe(true);
  expect(echo.last()).toBe("ab");
});
