import fc from "fast-check";
import { expect, test } from "vitest";
import { unpackLines } from "../packed-lines.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import { Screen } from "./screen.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function texts(screen: Screen): string[] {
  return unpackLines(screen.takeLines()).map(({ text }) => text);
}

test("lines are told when they leave the screen, and the rest at the end", () => {
  const screen = new Screen({ cols: 20, rows: 3 });
  screen.write(bytes("one\r\n\x1b[31mtwo\x1b[m\r\nthree"));
  expect(texts(screen)).toEqual([]);
  screen.write(bytes("\r\nfour\r\n"));
  expect(texts(screen)).toEqual(["one", "two"]);
  screen.finish();
  expect(texts(screen)).toEqual(["three", "four"]);
});

test("wrapped rows are one line, also where a wide character found no room", () => {
  const screen = new Screen({ cols: 5, rows: 2 });
  screen.write(bytes("abcdefghijkl\r\nabcd日本 x\r\n\r\n\r\n"));
  expect(texts(screen)).toEqual(["abcdefghijkl", "abcd日本 x"]);
});

test("blank lines and repetitions are left out", () => {
  const screen = new Screen({ cols: 20, rows: 2 });
  screen.write(bytes(`${"y\r\n".repeat(5_000)}\r\n\r\nz\r\n\r\n`));
  expect(texts(screen)).toEqual(["y", "z"]);
});

test("a line that never ends is told in parts", () => {
  const screen = new Screen({ cols: 80, rows: 4 });
  const length = MIRROR_LIMITS.lineChars * 3;
  screen.write(bytes(`${Array.from({ length }, (_, at) => at % 7).join("")}\r\n${"\n".repeat(9)}`));
  const found = texts(screen);
  expect(found.length).toBeGreaterThan(2);
  expect(found.every((text) => text.length <= MIRROR_LIMITS.lineChars + 80)).toBe(true);
  expect(found.join("")).toHaveLength(length);
});

test("what the alternate screen shows is told only at the end", () => {
  const screen = new Screen({ cols: 20, rows: 2 });
  screen.write(bytes(`shell\r\n\x1b[?1049h${"\n".repeat(10)}editor`));
  expect(texts(screen)).toEqual([]);
  screen.finish();
  expect(texts(screen)).toEqual(["shell", "editor"]);
});

test("a region that scrolls below the top moves nothing off the screen", () => {
  const screen = new Screen({ cols: 20, rows: 4 });
  screen.write(bytes(`status\r\n\x1b[2;4r\x1b[4;1H${"x\r\n".repeat(20)}`));
  expect(texts(screen)).toEqual([]);
});

test("rows that a smaller size pushes off are told, and a line that was begun keeps its beginning", () => {
  const screen = new Screen({ cols: 10, rows: 4 });
  screen.write(bytes("a\r\nb\r\nc\r\nd"));
  screen.resize({ cols: 10, rows: 2 });
  expect(texts(screen)).toEqual(["a", "b"]);
  screen.write(bytes(`\r\n${"0123456789".repeat(3)}\r\nx`));
  expect(texts(screen)).toEqual(["c", "d"]);
  screen.resize({ cols: 5, rows: 2 });
  screen.write(bytes("\r\n\n\n"));
  expect(texts(screen)).toEqual(["0123456789".repeat(3), "x"]);
});

test("after a reset lines go on", () => {
  const screen = new Screen({ cols: 20, rows: 2 });
  screen.write(bytes("a\r\nb\r\nc\x1bcd\r\ne\r\nf"));
  expect(texts(screen)).toEqual(["a", "d"]);
});

test("offsets grow, are near the output, and do not depend on how it was cut", () => {
  const line = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom("\r\n", "\n", "\x1b[3b\r\n"));
  const output = fc
    .array(line, { maxLength: 200 })
    .map((lines) => lines.map(([n, end], at) => `${at} ${"x".repeat(n)}${end}`).join(""));
  fc.assert(
    fc.property(output, fc.array(fc.nat(8_000), { maxLength: 8 }), (text, cuts) => {
      const all = bytes(text);
      const [whole, cut] = [new Screen({ cols: 20, rows: 4 }), new Screen({ cols: 20, rows: 4 })];
      whole.write(all, 1_000);
      const places = [0, ...cuts.filter((at) => at < all.length).sort((a, b) => a - b), all.length];
      places.slice(1).forEach((to, at) => cut.write(all.subarray(places[at], to), 1_000 + (places[at] ?? 0)));
      const lines = unpackLines(whole.takeLines());
      expect(unpackLines(cut.takeLines())).toEqual(lines);
      lines.forEach(({ offset }, at) => {
        expect(offset).toBeGreaterThan(lines[at - 1]?.offset ?? 999);
        expect(offset).toBeLessThan(1_000 + all.length);
      });
    }),
    { numRuns: 50, seed: 6_000 },
  );
});

test("a drawing that is restored tells nothing again, and a line that it cut is whole", async () => {
  const screen = new Screen({ cols: 5, rows: 2 });
  screen.write(bytes("one\r\ntwo\r\n0123456789abcde"), 0);
  expect(texts(screen)).toEqual(["one", "two"]);
  const next = new Screen(screen.size);
  next.restore(await screen.draw());
  next.write(bytes("f\r\n\n\n"), 25);
  expect(texts(next)).toEqual(["0123456789abcdef"]);
});
