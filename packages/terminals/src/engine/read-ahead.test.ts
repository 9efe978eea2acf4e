import { expect, test } from "vitest";
import { readAhead } from "./read-ahead.ts";

const MIB = 1024 * 1024;

/** A disk that counts its reads; byte n is n modulo 251. */
function disk(size: number) {
  const source = {
    content: Uint8Array.from({ length: size }, (_, at) => at % 251),
    reads: 0,
    read: async (from: number, limit: number) => {
      source.reads += 1;
      return source.content.slice(from, from + limit);
    },
  };
  return source;
}

test("a reader that goes on in small steps gets every byte with few reads of the disk", async () => {
  const source = disk(2 * MIB);
  for (let at = 0; at < source.content.length;) {
    const bytes = await readAhead(source, at, 60_000);
    expect(Buffer.compare(bytes, source.content.subarray(at, at + bytes.length))).toBe(0);
    expect(bytes.length).toBeGreaterThan(0);
    at += bytes.length;
  }
  expect(source.reads).toBeLessThanOrEqual(5);
});

test("readers of different terminals and places do not mix", async () => {
  const [one, other] = [disk(MIB), disk(MIB)];
  other.content.fill(255);
  for (const at of [0, 100_000, 700_000, 5]) {
    expect((await readAhead(one, at, 1))[0]).toBe(at % 251);
    expect((await readAhead(other, at, 1))[0]).toBe(255);
  }
});

test("what was written since is read, and what is not there yet is not held to be nothing", async () => {
  const source = disk(10);
  expect(await readAhead(source, 10, 5)).toHaveLength(0);
  source.content = new Uint8Array(20).fill(7);
  expect(await readAhead(source, 10, 5)).toEqual(new Uint8Array(5).fill(7));
});

test("only a bounded number of pieces stays in memory", async () => {
  const sources = Array.from({ length: 17 }, () => disk(10));
  for (const source of sources) await readAhead(source, 0, 1);
  for (const source of sources) await readAhead(source, 1, 1);
  expect(sources[0]?.reads).toBe(2);
});
