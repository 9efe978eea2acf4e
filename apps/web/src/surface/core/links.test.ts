import { expect, test } from "vitest";
import { linkAddress } from "./links.ts";

test("only web pages and mail can be opened", () => {
  expect(linkAddress("https://example.org/a?b")).toBe("https://example.org/a?b");
  expect(linkAddress("mailto:ada@example.org")).toBe("mailto:ada@example.org");
  for (const text of ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vscode://file/x", "not a link"]) {
    expect(linkAddress(text)).toBeNull();
  }
});

test("case 36: a link with control characters, hidden marks or no end is none", () => {
  for (const text of [
    "https://good.example\n.evil.example/",
    "https://exam\u0000ple.org",
    "https://a/\u202egnp.exe",
    "https://a\u200b.org",
  ])
    expect(linkAddress(text)).toBeNull();
  const longest = `https://a/${"x".repeat(1_990)}`;
  expect(linkAddress(longest)).toBe(longest);
  expect(linkAddress(`${longest}x`)).toBeNull();
});

test("an address is shown as the browser will take it", () => {
  expect(linkAddress("https://еxample.org/")).toBe("https://xn--xample-2of.org/");
});
