import { expect, test } from "vitest";
import { keyBytes, withSticky } from "./key-bytes.ts";

const NONE = { ctrl: false, alt: false, applicationCursor: false };
const CTRL = { ctrl: true, alt: false };

test("arrows follow the program's cursor key mode, and modifiers go with them", () => {
  expect(keyBytes("ArrowUp", NONE)).toBe("\x1b[A");
  expect(keyBytes("ArrowUp", { ...NONE, applicationCursor: true })).toBe("\x1bOA");
  expect(keyBytes("ArrowLeft", { ...NONE, ctrl: true, applicationCursor: true })).toBe("\x1b[1;5D");
  expect(keyBytes("ArrowLeft", { ...NONE, alt: true })).toBe("\x1b[1;3D");
  expect(keyBytes("End", { ...NONE, ctrl: true, alt: true })).toBe("\x1b[1;7F");
});

test("pages and corners are as on a keyboard", () => {
  expect(keyBytes("Home", NONE)).toBe("\x1b[H");
  expect(keyBytes("Home", { ...NONE, applicationCursor: true })).toBe("\x1bOH");
  expect(keyBytes("PageUp", NONE)).toBe("\x1b[5~");
  expect(keyBytes("PageDown", { ...NONE, ctrl: true })).toBe("\x1b[6;5~");
});

test("Ctrl turns letters and signs into control characters, and leaves what has none", () => {
  expect(withSticky("c", CTRL)).toBe("\x03");
  expect(withSticky("C", CTRL)).toBe("\x03");
  expect(withSticky("[", CTRL)).toBe("\x1b");
  expect(withSticky("/", CTRL)).toBe("\x1f");
  expect(withSticky(" ", CTRL)).toBe("\0");
  expect(withSticky("?", CTRL)).toBe("\x7f");
  expect(withSticky("ü", CTRL)).toBe("ü");
  expect(withSticky("hello", CTRL)).toBe("hello");
});

test("Alt puts an escape before what is typed", () => {
  expect(withSticky("b", { ctrl: false, alt: true })).toBe("\x1bb");
  expect(withSticky("b", { ctrl: true, alt: true })).toBe("\x1b\x02");
  expect(keyBytes("Tab", { ...NONE, alt: true })).toBe("\x1b\t");
  expect(keyBytes("|", { ...NONE, alt: true })).toBe("\x1b|");
});
