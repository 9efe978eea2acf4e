import { expect, test } from "vitest";
import { webAddress } from "./links.ts";

test("only web pages can be opened", () => {
  expect(webAddress("https://example.org/a?b")).toBe("https://example.org/a?b");
  for (const text of ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "not a link"]) {
    expect(webAddress(text)).toBeNull();
  }
});
