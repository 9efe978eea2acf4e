import { expect, test } from "vitest";
import { visibleText } from "./visible-text.ts";

test("a terminal's sequences are left out", () => {
  expect(visibleText("\u001b[31mred\u001b[0m \u001b[2J\u001b[1;1Hhome \u001b]0;a title\u0007end\u001b(B")).toBe("red home end");
  expect(visibleText("\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\")).toBe("link");
  expect(visibleText("\u001bPq secret\u001b\\shown \u009b1mtoo")).toBe("shown too");
});

test("a sequence without an end swallows nothing that could be read", () => {
  expect(visibleText("begin \u001b[")).toBe("begin \ufffd[");
  expect(visibleText("a\u001b")).toBe("a\ufffd");
  expect(visibleText("\u001b]0;rm -rf /\nand more")).toBe("\ufffd]0;rm -rf /\nand more");
  expect(visibleText("\u001bPhidden?\n")).toBe("\ufffdPhidden?\n");
});

test("what turns the reading order is shown by its number", () => {
  expect(visibleText("access \u202eetad\u202c ok")).toBe("access [U+202E]etad[U+202C] ok");
});

test("of a line that was written over, the last words are left", () => {
  expect(visibleText("10 %\r50 %\r100 %\r\ndone\r\n")).toBe("100 %\ndone\n");
  expect(visibleText("\r\n\r\ra\r\r")).toBe("\na");
});

test("a million returns are left out in a moment", () => {
  const returns = "\r".repeat(1_000_000);
  expect(visibleText(`a${returns}\nb${returns}c`)).toBe("a\nc");
});

test("other control characters are marked, and tabs, lines and all scripts stay", () => {
  expect(visibleText("a\u0000b\u0008c\td\ne")).toBe("a\ufffdb\ufffdc\td\ne");
  expect(visibleText("日本語 שלום 👩‍💻")).toBe("日本語 שלום 👩‍💻");
});
