import { expect, test } from "vitest";
import { createOrigins } from "./origins.ts";

test("without a public address only loopback names are answered", () => {
  const { allowsHost, allowsOrigin } = createOrigins(null);
  for (const host of ["localhost:7070", "127.0.0.1:7070", "[::1]:7070", "localhost"]) expect(allowsHost(host)).toBe(true);
  for (const host of [undefined, "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:7070", "10.0.0.1"]) {
    expect(allowsHost(host)).toBe(false);
  }
  expect(allowsOrigin("http://localhost:5173", "localhost:5173")).toBe(true);
  for (const origin of ["null", "", "http://evil.example", "http://localhost.evil.example", "file://"])
    expect(allowsOrigin(origin, "localhost:5173")).toBe(false);
});

test("a page on another port of this machine is a foreign page", () => {
  const { allowsOrigin } = createOrigins(null);
  for (const host of ["localhost:7070", "127.0.0.1:7070", "127.0.0.1:5173", "localhost", undefined])
    expect(allowsOrigin("http://localhost:5173", host)).toBe(false);
  expect(allowsOrigin("https://localhost", "localhost")).toBe(true);
});

test("the public address is answered with its own scheme and port only", () => {
  const { allowsHost, allowsOrigin } = createOrigins(new URL("https://pilothouse.example.org"));
  expect(allowsHost("pilothouse.example.org")).toBe(true);
  expect(allowsOrigin("https://pilothouse.example.org", "pilothouse.example.org")).toBe(true);
  expect(allowsOrigin("http://pilothouse.example.org", "pilothouse.example.org")).toBe(false);
  expect(allowsOrigin("https://pilothouse.example.org:8443", "pilothouse.example.org")).toBe(false);
  expect(allowsHost("example.org")).toBe(false);
});
