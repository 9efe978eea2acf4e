import type Sqlite from "better-sqlite3";
import type { RunnerHit } from "../port.ts";
import { type IndexedLine, unpackLines } from "./block.ts";
import { CandidateWords, type Stage } from "./candidate-words.ts";
import { terminalWord } from "./index-writer.ts";
import { SEARCH_LIMITS } from "./limits.ts";
import { matchLine, type Range } from "./match-line.ts";
import type { Term } from "./parse-query.ts";
import { type Place, START } from "./search-place.ts";

export interface FindQuery {
  readonly terms: readonly Term[];
  readonly ids: readonly string[];
  readonly limit: number;
  readonly place: Place;
  readonly from: number;
  readonly to: number;
}

export interface FoundPage {
  readonly hits: readonly RunnerHit[];
  /** Where to go on; `null` when all was looked through. */
  readonly next: Place | null;
}

interface BlockRow {
  readonly block: number;
  readonly terminal: number;
  readonly id: string;
  readonly epoch: string;
  readonly packed: Uint8Array;
}

/** Blocks read at a time. */
const AT_ONCE = 50;
/** With so few terminals the index itself leaves out those of others; they are left out of what it finds in any case. */
const NARROWED = 64;

/** Finds lines in the index, the newest first, and those that only have the words inside other words after all others. */
export class Finder {
  readonly #words: CandidateWords;
  readonly #sql;

  constructor(db: Sqlite.Database) {
    this.#words = new CandidateWords(db);
    this.#sql = {
      numbers: db.prepare<[string], number>("select number from terminals where id in (select value from json_each(?))").pluck(),
      all: db.prepare<[], number>("select count(*) from terminals").pluck(),
      // The index goes first, in its own order: so a page needs no more of it than it shows.
      blocks: db.prepare<[string, number, string, number, number, number], BlockRow>(
        `select b.id as block, b.terminal, t.id, t.epoch, b.packed
         from found f cross join blocks b on b.id = f.rowid cross join terminals t on t.number = b.terminal
         where found match ? and f.rowid <= ? and b.terminal in (select value from json_each(?))
           and b.last_at >= ? and b.first_at <= ?
         order by f.rowid desc limit ?`,
      ),
      previous: db
        .prepare<[number, number], Uint8Array>("select packed from blocks where terminal = ? and id < ? order by id desc limit 1")
        .pluck(),
      following: db
        .prepare<[number, number], Uint8Array>("select packed from blocks where terminal = ? and id > ? order by id limit 1")
        .pluck(),
    };
  }

  find(query: FindQuery): FoundPage {
    const numbers = this.#sql.numbers.all(JSON.stringify(query.ids));
    const hits: RunnerHit[] = [];
    if (numbers.length === 0) return { hits, next: null };
    let left: number = SEARCH_LIMITS.readBlocks;
    let place: Place | null = query.place;
    const late = performance.now() + SEARCH_LIMITS.readMs;
    // One reading at least, so that page by page a search comes to its end.
    for (let reads = 0; place !== null && hits.length < query.limit; reads += 1) {
      if (reads > 0 && (left <= 0 || performance.now() > late)) break;
      const rows = this.#blocks(query, numbers, place);
      left -= rows.length;
      place = this.#read(rows, { ...query, limit: query.limit - hits.length, place }, hits);
    }
    return { hits, next: place };
  }

  #blocks({ terms, from, to }: FindQuery, numbers: readonly number[], place: Place): BlockRow[] {
    const expression = this.#words.expression(terms, place.stage);
    if (expression === null) return [];
    const isNarrow = numbers.length <= NARROWED && numbers.length < (this.#sql.all.get() ?? 0);
    const own = isNarrow ? ` AND (${numbers.map((number) => `"${terminalWord(number)}"`).join(" OR ")})` : "";
    return this.#sql.blocks.all(expression + own, place.block, JSON.stringify(numbers), from, to, AT_ONCE);
  }

  /** Adds what is in these blocks to `hits`; says where to go on. */
  #read(rows: readonly BlockRow[], query: FindQuery, hits: RunnerHit[]): Place | null {
    const { stage } = query.place;
    const end = hits.length + query.limit;
    for (const row of rows) {
      const lines = unpackLines(row.packed);
      const from = row.block === query.place.block ? Math.min(query.place.line, lines.length) : lines.length;
      for (let at = from - 1; at >= 0; at -= 1) {
        const line = lines[at];
        if (!line || line.at < query.from || line.at > query.to) continue;
        const match = matchLine(line.text, query.terms);
        if (!match || match.atStart !== (stage === "start")) continue;
        hits.push(this.#hit({ row, lines, at }, line, match.ranges));
        if (hits.length === end) return { stage, block: row.block, line: at };
      }
    }
    const last = rows.at(-1);
    if (last && rows.length === AT_ONCE) return { stage, block: last.block - 1, line: Number.MAX_SAFE_INTEGER };
    return nextStage(stage, query.terms);
  }

  #hit(
    where: { row: BlockRow; lines: readonly IndexedLine[]; at: number },
    line: IndexedLine,
    ranges: readonly Range[],
  ): RunnerHit {
    const { row, lines, at } = where;
    const count = SEARCH_LIMITS.contextLines;
    const before = at < count ? neighbours(this.#sql.previous.get(row.terminal, row.block)) : [];
    const after = at + count >= lines.length ? neighbours(this.#sql.following.get(row.terminal, row.block)) : [];
    const around = [...before, ...lines.map(({ text }) => text), ...after];
    const middle = before.length + at;
    return {
      id: row.id,
      epoch: row.epoch,
      offset: line.offset,
      at: line.at,
      line: line.text,
      ranges,
      before: around.slice(Math.max(0, middle - count), middle),
      after: around.slice(middle + 1, middle + 1 + count),
    };
  }
}

const neighbours = (packed: Uint8Array | undefined) => (packed ? unpackLines(packed).map(({ text }) => text) : []);

/** Words in quotes or with a `*` are not looked for inside others. */
function nextStage(stage: Stage, terms: readonly Term[]): Place | null {
  return stage === "start" && terms.some(({ atStart }) => !atStart) ? { ...START, stage: "inside" } : null;
}
