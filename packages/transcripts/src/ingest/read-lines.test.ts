import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { INGEST_LIMITS } from "./limits.ts";
import { readLines } from "./read-lines.ts";

function linesOf(content: string, longestLine?: number) {
  const folder = mkdtempSync(join(tmpdir(), "read-lines-"));
  const path = join(folder, "file");
  writeFileSync(path, content);
  const fd = openSync(path, "r");
  try {
    const size = Buffer.byteLength(content);
    return [...readLines(fd, { offset: 0, size, ...(longestLine !== undefined && { longestLine }) })];
  } finally {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  }
}

test("case 8: a line above the limit is told and passed over, one of just that length is read", () => {
  const at = (length: number) => `{"a":"${"x".repeat(length - 8)}"}`;
  const lines = linesOf(`${at(20)}\n${at(21)}\n${at(10)}\n`, 20);
  expect(lines.map(({ parsed }) => parsed.kind)).toEqual(["object", "invalid", "object"]);
  expect(lines[1]).toMatchObject({ offset: 21, length: 21, parsed: { reason: "it is longer than 20 bytes" } });
});

test("case 9: lines over the edges of chunks are whole", () => {
  const texts = Array.from({ length: 5 }, (_, number) => String(number).repeat(INGEST_LIMITS.chunkBytes / 2 + number));
  const lines = linesOf(texts.map((text) => `${JSON.stringify({ text })}\n`).join(""));
  expect(lines.map(({ parsed }) => parsed)).toEqual(texts.map((text) => ({ kind: "object", objects: [{ text }] })));
});

test.each([
  ['{"a":1}', 1],
  ['{"a":1} \r', 1],
  ['{"a":1', 0],
  ['{"a":{}', 0],
  ['{"a":1}{"b":2}', 0],
  ["42", 0],
  ["\0\0", 0],
])("case 1: what stands at the end without a line feed is a line when it is one whole object: %j", (end, number) => {
  const lines = linesOf(`{"first":true}\n${end}`);
  expect(lines.slice(1).map(({ isOpen }) => isOpen)).toEqual(Array.from({ length: number }, () => true));
});
