import { expect, test } from "vitest";
import { Screen } from "./screen.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

async function drawnAfter(output: string): Promise<string> {
  const screen = new Screen({ cols: 20, rows: 4 });
  screen.write(bytes(output));
  const drawn = await screen.draw();
  const again = new Screen(screen.size);
  again.restore(drawn);
  expect(await again.draw()).toBe(drawn);
  for (const each of [screen, again]) each.dispose();
  return drawn;
}

test("case 13: kitty keyboard, bracketed paste and mouse 1006 are in the snapshot, and in one made from it", async () => {
  const drawn = await drawnAfter("\x1b[?2004h\x1b[?1003h\x1b[?1006h\x1b[>5u");
  for (const sequence of ["\x1b[?2004h", "\x1b[?1003h", "\x1b[?1006h", "\x1b[>5u"]) expect(drawn).toContain(sequence);
});

test.for([
  ["pushed and popped", "\x1b[>1u\x1b[>3u\x1b[<u", "\x1b[>1u"],
  ["popped more often than pushed", "\x1b[>1u\x1b[<9u\x1b[>7u", "\x1b[>7u"],
  ["set", "\x1b[=5u", "\x1b[=5u"],
  ["added to", "\x1b[>1u\x1b[=4;2u", "\x1b[>5u"],
  ["taken from", "\x1b[>7u\x1b[=2;3u", "\x1b[>5u"],
  ["pushed on either screen", "\x1b[>1u\x1b[?1049h\x1b[>2u", "\x1b[>1u\x1b[?47h\x1b[H\x1b[>2u"],
] as const)("keyboard flags that were %s are drawn", async ([, output, expected]) => {
  expect(await drawnAfter(output)).toContain(expected);
});

test("a reset forgets keyboard flags, and only so many pushes are kept", async () => {
  expect(await drawnAfter("\x1b[>1u\x1bc")).not.toContain("u");
  const pushed = await drawnAfter("\x1b[>1u".repeat(100));
  expect(pushed.split("\x1b[>1u")).toHaveLength(16);
});
