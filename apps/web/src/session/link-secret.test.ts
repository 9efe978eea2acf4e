import { expect, test } from "vitest";
import { linkSecret } from "./link-secret.ts";

test("the secret of a link is read from its fragment, by its name", () => {
  expect(linkSecret("#code=abc_-1", "code")).toBe("abc_-1");
  expect(linkSecret("#token=abc_-1", "token")).toBe("abc_-1");
  expect(linkSecret("#token=abc", "code")).toBe("");
  expect(linkSecret("", "token")).toBe("");
});
