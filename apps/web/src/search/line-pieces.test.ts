import { expect, test } from "vitest";
import { linePieces, snippetPieces } from "./line-pieces.ts";

const shown = (line: string, ranges: [number, number][]) =>
  linePieces({ line, ranges }).map(({ text, found }) => (found ? `[${text}]` : text));

test("a line is cut at what was found in it", () => {
  expect(
    shown("error: no such file", [
      [0, 5],
      [15, 19],
    ]),
  ).toEqual(["[error]", ": no such ", "[file]"]);
  expect(shown("all of it", [[0, 9]])).toEqual(["[all of it]"]);
  expect(shown("nothing", [])).toEqual(["nothing"]);
});

test("a line whose first match is far right begins shortly before it", () => {
  const line = `${"x".repeat(200)} needle and the rest`;
  expect(shown(line, [[201, 207]])).toEqual(["…", `${"x".repeat(11)} `, "[needle]", " and the rest"]);
});

test("a direction override in a line is shown as a sign and moves nothing", () => {
  expect(shown("ab\u202ecd", [[3, 5]])).toEqual(["ab\ufffd", "[cd]"]);
});

test("a snippet is one line, whole, with what was found in it marked", () => {
  const snippet = `${"x".repeat(60)}\n\tneedle\u202e <b>`;
  expect(snippetPieces({ snippet, ranges: [[62, 68]] }).map(({ text, found }) => [text, found])).toEqual([
    [`${"x".repeat(60)}  `, false],
    ["needle", true],
    ["\ufffd <b>", false],
  ]);
});
