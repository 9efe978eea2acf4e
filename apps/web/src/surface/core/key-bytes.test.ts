import { expect, test } from "vitest";
import { keyBytes, withControl } from "./key-bytes.ts";

const plain = { ctrl: false, applicationCursor: false };

test("keys type what a keyboard's would", () => {
  expect(keyBytes("Escape", plain)).toBe("\u001b");
  expect(keyBytes("Tab", plain)).toBe("\t");
  expect(keyBytes("|", plain)).toBe("|");
  expect(keyBytes("ArrowUp", plain)).toBe("\u001b[A");
  expect(keyBytes("ArrowUp", { ...plain, applicationCursor: true })).toBe("\u001bOA");
  expect(keyBytes("ArrowLeft", { ctrl: true, applicationCursor: true })).toBe("\u001b[1;5D");
});

test("Ctrl makes control characters of what has one", () => {
  expect(withControl("c")).toBe("\u0003");
  expect(withControl("D")).toBe("\u0004");
  expect(withControl("[")).toBe("\u001b");
  expect(withControl(" ")).toBe("\u0000");
  expect(withControl("1")).toBe("1");
  expect(withControl("ö")).toBe("ö");
  expect(withControl("pasted")).toBe("pasted");
});
