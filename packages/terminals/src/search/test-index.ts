import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { Finder, type FindQuery, type FoundPage } from "./find.ts";
import { IndexWriter } from "./index-writer.ts";
import { openForReading } from "./open-index.ts";
import { parseQuery } from "./parse-query.ts";
import { type Place, START } from "./search-place.ts";

export interface TestIndex extends Disposable {
  readonly file: string;
  readonly writer: IndexWriter;
  /** Adds lines whose offsets go up by ten, from 10 or from `first` on. */
  add(id: string, lines: readonly string[], more?: { readonly first?: number; readonly at?: number }): void;
  find(query: string, more?: Partial<FindQuery>): FoundPage;
  /** The connection that searches. */
  reader(): Sqlite.Database;
  /** Bytes of the write-ahead log. */
  logBytes(): number;
  /** The lines of all pages. */
  lines(query: string, more?: Partial<FindQuery>): string[];
}

export function openTestIndex(): TestIndex {
  const folder = mkdtempSync(join(tmpdir(), "pilothouse-search-"));
  const file = join(folder, "search.db");
  const writer = new IndexWriter(file);
  let reading: Sqlite.Database | undefined;
  const reader = () => (reading ??= openForReading(file));
  const find: TestIndex["find"] = (query, more = {}) => {
    const ids = ["one", "two", "three"];
    const all = { ids, limit: 50, place: START, from: 0, to: Number.MAX_SAFE_INTEGER };
    return new Finder(reader()).find({ ...all, terms: parseQuery(query), ...more });
  };
  return {
    file,
    writer,
    find,
    reader,
    logBytes: () => statSync(`${file}-wal`).size,
    lines: (query, more) => {
      const lines: string[] = [];
      for (let place: Place | null = START; place !== null;) {
        const page = find(query, { ...more, place });
        lines.push(...page.hits.map(({ line }) => line));
        place = page.next;
      }
      return lines;
    },
    add: (id, lines, { first = 10, at = 1_000 } = {}) => {
      const offsets = lines.map((text, place) => ({ offset: first + 10 * place, text }));
      writer.add([{ id, epoch: "e", at, lines: offsets }]);
    },
    [Symbol.dispose]: () => {
      reading?.close();
      writer.close();
      rmSync(folder, { recursive: true });
    },
  };
}
