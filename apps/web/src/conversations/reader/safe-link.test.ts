import { expect, test } from "vitest";
import { safeLink, targetWords } from "./safe-link.ts";

test.each([
  "javascript:alert(1)",
  " JavaScript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:http://127.0.0.1/x",
  "/terminals",
  "//example.org",
  "#content",
  "",
])("%j is no link", (address) => {
  expect(safeLink(address)).toBeNull();
});

test("what can be followed says where it leads", () => {
  const target = (address: string) => targetWords(safeLink(address) ?? new URL("about:none"));
  expect(target("https://bank.example@evil.example/path")).toBe("evil.example");
  expect(target("HTTP://Example.org:8080")).toBe("example.org:8080");
  expect(target("mailto:ada@example.org")).toBe("ada@example.org");
  expect(safeLink("https://\u0430pple.com")?.host).toBe("xn--pple-43d.com");
});

test("an address that would fill the page where it is said again and again is no link", () => {
  expect(safeLink(`https://${"a.".repeat(120)}example`)).not.toBeNull();
  for (const address of [
    `https://${"a.".repeat(200)}example`,
    `mailto:${"a".repeat(300)}@example.org`,
    `https://a.example/${"b".repeat(4_000)}`,
  ])
    expect(safeLink(address)).toBeNull();
});
