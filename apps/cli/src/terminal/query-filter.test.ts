import { expect, test } from "vitest";
import { QueryFilter } from "./query-filter.ts";

const show = (filter: QueryFilter, text: string) => Buffer.from(filter.take(Buffer.from(text, "latin1"))).toString("latin1");

const QUERIES = [
  "\x1b[c\x1b[0c\x1b[>c\x1b[=c\x1bZ",
  "\x1b[5n\x1b[6n\x1b[?6n\x1b[?996n",
  "\x1b[?2026$p\x1b[4$p\x1b[>q\x1b[>0q\x1b[?u",
  "\x1b[14t\x1b[18t\x1b[21t\x1b[14;2t",
  "\x1b]10;?\x07\x1b]11;?\x1b\\\x1b]4;1;?\x07\x1b]52;c;?\x07",
  "\x1bP$qm\x1b\\\x1bP+q544e\x1b\\",
  "\x05\x1b[x\x1b[1$w\x1b[1;1;1;1;2;2*y\x1b[?1;1;0S\x1b[?4m\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\",
  "\xc2\x9bc\xc2\x9d11;?\x07\xc2\x90$qm\xc2\x9c",
].join("");
const SHOWN =
  "é\x1b[1;31mred\x1b[0m\x1b[2;3H\x1b[?1049h\x1b[>1u\x1b[>4;2m\x1b]0;a?title\x07\x1b]11;#000000\x07\x1b[2 q\x1b[22;2t\x1b[8;24;80t\x1b_Ga=T,f=24;AAAA\x1b\\";

test("what a program asks of the terminal is not shown to the one here, cut at every byte", () => {
  const output = Array.from(SHOWN)
    .flatMap((char, at) => (at % 7 === 0 && SHOWN.slice(0, at).endsWith("m") ? [QUERIES, char] : [char]))
    .join("");
  const mixed = `a${QUERIES}b${output}${QUERIES}c`;
  const expected = `ab${SHOWN}c`;
  expect(show(new QueryFilter(), mixed)).toBe(expected);
  for (let cut = 1; cut < mixed.length; cut += 1) {
    const filter = new QueryFilter();
    expect(show(filter, mixed.slice(0, cut)) + show(filter, mixed.slice(cut))).toBe(expected);
  }
  const filter = new QueryFilter();
  expect(Array.from(mixed, (char) => show(filter, char)).join("")).toBe(expected);
});

test("output that begins like a query and goes on without an end is shown", () => {
  const filter = new QueryFilter();
  const long = `\x1b]11;${"x".repeat(1_000)}`;
  const shown = show(filter, long) + show(filter, "y".repeat(1_000));
  expect(shown).toBe(long + "y".repeat(1_000));
});

test("what was begun before a new screen is not shown behind it", () => {
  const filter = new QueryFilter();
  show(filter, "\x1b[");
  filter.startAnew();
  expect(show(filter, "6n")).toBe("6n");
});

test("a query that began on a screen is not shown when the output behind it ends it", () => {
  const filter = new QueryFilter();
  show(filter, "\x1b]11;");
  filter.startAnew();
  expect(filter.takeText("\x1b[Hh\u00e9llo \u{1f44d}\u009b")).toBe("\x1b[Hh\u00e9llo \u{1f44d}");
  expect(show(filter, "6n world")).toBe(" world");
});

test("a query that modes are reset in is none", () => {
  const filter = new QueryFilter();
  expect(show(filter, "a\x1b[") + filter.takeText("\x1b[?1049l") + show(filter, "6n")).toBe("a\x1b[\x1b[?1049l6n");
});
