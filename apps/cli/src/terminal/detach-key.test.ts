import { expect, test } from "vitest";
import { beforeKey, parseDetachKey } from "./detach-key.ts";

test("a key is named as people write it", () => {
  expect(parseDetachKey("ctrl-]").name).toBe("Ctrl-]");
  expect(parseDetachKey("^A").forms[0]).toEqual(Buffer.from([1]));
  expect(parseDetachKey("Ctrl-\\").forms[0]).toEqual(Buffer.from([0x1c]));
  for (const wrong of ["", "x", "ctrl-", "ctrl-ab", "alt-x", "ctrl-1"]) expect(() => parseDetachKey(wrong)).toThrow("ctrl-");
});

test("the key is found anywhere in what was typed, in each of its forms", () => {
  const key = parseDetachKey("ctrl-]");
  expect(beforeKey(Buffer.from("plain text"), key)).toBeNull();
  expect(beforeKey(Buffer.from("ab\x1dcd\x1d"), key)).toEqual(Buffer.from("ab"));
  expect(beforeKey(Buffer.from("ab\x1b[93;5u"), key)).toEqual(Buffer.from("ab"));
  expect(beforeKey(Buffer.from("\x1b[27;5;93~"), key)).toEqual(Buffer.alloc(0));
});
