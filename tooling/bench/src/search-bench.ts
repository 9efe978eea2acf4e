import { statSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "@pilothouse/testing";
import { Finder, IndexWriter, openForReading, parseQuery, START } from "@pilothouse/terminals/search";
import { lineMaker, makeWords, seeded } from "./search-corpus.ts";
import { percentile } from "./statistics.ts";

export interface SearchFigures {
  readonly lines: number;
  readonly textMB: number;
  readonly indexMB: number;
  readonly indexedMBps: number;
  /** Milliseconds of the first page of 50 hits, for each kind of question and for all together. */
  readonly kinds: readonly { readonly kind: string; readonly p50: number; readonly p95: number }[];
}

const TERMINALS = 20;
const BATCH_LINES = 250;
const LANGUAGE = 60_000;
const HITS = 50;

const ids = Array.from({ length: TERMINALS }, (_, at) => `terminal ${at}`);

/** Fills an index with lines of twenty terminals, some at a time from each; says how much text it was. */
function fill(writer: IndexWriter, lines: number, words: readonly string[]): number {
  const random = seeded(1);
  const makeLine = lineMaker(words, random);
  let offset = 0;
  for (let made = 0; made < lines; made += BATCH_LINES) {
    const batch = Array.from({ length: BATCH_LINES }, () => {
      const text = makeLine();
      return { offset: (offset += text.length), text };
    });
    writer.add([{ id: ids[Math.floor(random() * TERMINALS)] ?? "", epoch: "e", at: made, lines: batch }]);
  }
  return offset;
}

/** What people look for: words of all frequencies, parts of words, identifiers, paths, phrases, numbers, nothing. */
function questions(words: readonly string[]): Record<string, () => string> {
  const random = seeded(2);
  const word = (from: number, to: number) => words[from + Math.floor(random() * (to - from))] ?? "";
  return {
    "frequent word": () => word(0, 20),
    word: () => word(300, 3_000),
    "rare word": () => word(30_000, LANGUAGE),
    "two words": () => `${word(0, 50)} ${word(1_000, 9_000)}`,
    phrase: () => `"${word(0, 50)} ${word(0, 50)}"`,
    "beginning of a word": () => word(0, 3_000).slice(0, 3),
    "inside of a word": () => word(5_000, 8_000).slice(1, 6),
    identifier: () => `${word(0, 200)}_${word(0, 200)}`,
    path: () => `src/${word(0, 200)}/${word(0, 2_000)}`,
    number: () => String(Math.floor(random() * 90_000)),
    "absent word": () => `no${word(0, 100)}where`,
  };
}

/** Builds an index of so many lines on disk and searches it, half of the time in all terminals and half in two. */
export async function measureSearch(options: { readonly lines: number; readonly samples: number }): Promise<SearchFigures> {
  await using folder = await tempFolder("search-bench");
  const file = join(folder.path, "search.db");
  const words = makeWords(LANGUAGE);
  const writer = new IndexWriter(file);
  const began = performance.now();
  const chars = fill(writer, options.lines, words);
  const seconds = (performance.now() - began) / 1_000;
  writer.close();

  const db = openForReading(file);
  const finder = new Finder(db);
  const timed = (query: string, among: readonly string[]): number => {
    const start = performance.now();
    finder.find({ terms: parseQuery(query), ids: among, limit: HITS, place: START, from: 0, to: Number.MAX_SAFE_INTEGER });
    return performance.now() - start;
  };
  const measured = Object.entries(questions(words)).map(([kind, question]) => ({
    kind,
    times: Array.from({ length: options.samples }, (_, at) => timed(question(), at % 2 === 0 ? ids : ids.slice(3, 5))),
  }));
  db.close();
  const everything = { kind: "all together", times: measured.flatMap(({ times }) => times) };
  return {
    lines: options.lines,
    textMB: chars / 1e6,
    indexMB: statSync(file).size / 1e6,
    indexedMBps: chars / 1e6 / seconds,
    kinds: [...measured, everything].map(({ kind, times }) => ({
      kind,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
    })),
  };
}
