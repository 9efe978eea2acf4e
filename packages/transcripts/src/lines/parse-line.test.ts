import { expect, test } from "vitest";
import { parseLine } from "./parse-line.ts";

const parse = (text: string) => parseLine(Buffer.from(text));

test("case 6: objects on one line without line feeds between them are both read", () => {
  const glued = parse('{"a":"}{\\""}{"b":{"c":1}}');
  expect(glued).toEqual({ kind: "glued", objects: [{ a: '}{"' }, { b: { c: 1 } }] });
});

test("case 7: nothing, spaces, a carriage return and the zeros of a crash are no lines", () => {
  for (const text of ["", "  \t", "\r", "\0\0\0", "\u{feff}"]) expect(parse(text)).toEqual({ kind: "blank" });
  for (const text of ['{"a":1}\r', '\0\0{"a":1}', '\u{feff}{"a":1}', ' { "a" : 1 } '])
    expect(parse(text)).toEqual({ kind: "object", objects: [{ a: 1 }] });
});

test("case 7: what is JSON but no object, and what is not whole, is invalid", () => {
  for (const text of ["null", "[]", "42", '"text"', "not json"])
    expect(parse(text)).toEqual({ kind: "invalid", objects: [], reason: "it is no JSON object" });
  expect(parse('{"a":')).toEqual({ kind: "invalid", objects: [], reason: "it is not whole" });
  expect(parse('{"a":1}{"b":')).toMatchObject({ kind: "invalid", objects: [{ a: 1 }] });
});

test("case 9: text beyond ASCII and lone surrogates come through", () => {
  expect(parse('{"a":"grüße 🚀","b":"\\ud800"}')).toEqual({ kind: "object", objects: [{ a: "grüße 🚀", b: "\ud800" }] });
});

test("case 7: a crash's zeros in the middle of a line take no longer than any others", () => {
  const before = performance.now();
  expect(parse(`{"a":"torn${"\0".repeat(300_000)}{"b":1}`)).toMatchObject({ kind: "invalid" });
  // Tried from each of them anew, these took a minute.
  expect(performance.now() - before).toBeLessThan(5_000);
});
