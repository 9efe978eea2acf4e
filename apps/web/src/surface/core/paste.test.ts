import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanPaste, pasteQuestion } from "./paste.ts";

test("a paste can neither end itself early nor press control keys", () => {
  expect(cleanPaste("a\u001b[201~rm -rf /\u0003\r\nb\tc")).toBe("a[201~rm -rf /\nb\tc");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      expect(cleanPaste(text)).not.toMatch(/[^\P{Cc}\t\n\r]/u);
    }),
  );
});

test("several lines are asked about unless the program knows a paste when it sees one", () => {
  expect(pasteQuestion("ls\nrm x", false)).toEqual({ text: "ls\nrm x", lines: 2 });
  expect(pasteQuestion("ls\nrm x", true)).toBeNull();
});

test("one line with its end is not several", () => {
  expect(pasteQuestion("ls\n", false)).toBeNull();
  expect(pasteQuestion("ls", false)).toBeNull();
});
