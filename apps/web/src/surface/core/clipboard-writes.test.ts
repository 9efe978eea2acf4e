import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { clipboardWrite } from "./clipboard-writes.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

test("case 36: a program writes text to any selector, also an empty one", () => {
  expect(clipboardWrite(`c;${base64("grün 🚀")}`)).toEqual({ type: "write", text: "grün 🚀" });
  expect(clipboardWrite(`;${base64("a")}`)).toEqual({ type: "write", text: "a" });
  expect(clipboardWrite("pc;YQ")).toEqual({ type: "write", text: "a" });
});

test("case 36: a program that asks what the clipboard holds is refused", () => {
  expect(clipboardWrite("c;?")).toEqual({ type: "refused", why: "read" });
  expect(clipboardWrite(";?")).toEqual({ type: "refused", why: "read" });
});

test("case 36: the largest write passes, one byte more does not, and 10 MB are not even decoded", () => {
  const text = "x".repeat(LIMITS.clipboardBytes);
  expect(clipboardWrite(`c;${base64(text)}`)).toEqual({ type: "write", text });
  expect(clipboardWrite(`c;${base64(`${text}x`)}`)).toEqual({ type: "refused", why: "too-large" });
  expect(clipboardWrite(`c;${"A".repeat(10_000_000)}`)).toEqual({ type: "refused", why: "too-large" });
});

test("what is no text is refused", () => {
  for (const payload of [
    "",
    "c",
    "c;",
    "c;*",
    "x;YQ==",
    "c;YQ==YQ==",
    "c;A",
    `c;${Buffer.from([0xff, 0xfe]).toString("base64")}`,
  ])
    expect(clipboardWrite(payload)).toEqual({ type: "refused", why: "malformed" });
});
