import { statSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import type { ScrolledLine } from "../port.ts";
import { type IndexedLine, packLines, unpackLines } from "./block.ts";
import { SEARCH_LIMITS } from "./limits.ts";
import type { LineBatch } from "./line-batch.ts";
import { openIndex } from "./open-index.ts";
import { WordList } from "./word-list.ts";
import { fold, wordsOf } from "./words.ts";

export interface Seen {
  readonly id: string;
  readonly epoch: string;
  readonly seen: number;
}

interface TerminalRow {
  readonly number: number;
  readonly epoch: string;
  readonly seen: number;
  readonly last_text: string;
}

interface BlockRow {
  readonly id: number;
  readonly lines: number;
  readonly packed: Uint8Array;
}

const charsOf = (lines: readonly IndexedLine[]) => lines.reduce((sum, { text }) => sum + text.length, 0);

/** Adds a line to `lines`, cut where it is too long; all parts of it have its place. */
function addPieces(lines: IndexedLine[], { offset, text }: ScrolledLine, at: number): void {
  for (let from = 0; from < text.length; from += SEARCH_LIMITS.lineChars) {
    lines.push({ offset, at, text: text.slice(from, from + SEARCH_LIMITS.lineChars) });
  }
}

/** Writes lines into the index. What it was given before, by offset, is not added again, not even after a crash. */
export class IndexWriter {
  readonly #file: string;
  readonly #db: Sqlite.Database;
  readonly #words: WordList;
  readonly #walBytes: number;
  readonly #sql;

  constructor(file: string, walBytes: number = SEARCH_LIMITS.walBytes) {
    this.#file = file;
    this.#walBytes = walBytes;
    const db = openIndex(file);
    this.#db = db;
    this.#words = new WordList(db);
    this.#sql = {
      terminal: db.prepare<[string], TerminalRow>("select number, epoch, seen, last_text from terminals where id = ?"),
      addTerminal: db.prepare("insert into terminals (id, epoch, seen, last_text) values (?, ?, -1, '')"),
      saw: db.prepare("update terminals set seen = ?, last_text = ? where number = ?"),
      forget: db.prepare("delete from terminals where number = ?"),
      lastBlock: db.prepare<[number], BlockRow>(
        "select id, lines, packed from blocks where terminal = ? order by id desc limit 1",
      ),
      addBlock: db.prepare(
        "insert into blocks (terminal, first_offset, last_offset, first_at, last_at, lines, packed) values (?, ?, ?, ?, ?, ?, ?)",
      ),
      addWords: db.prepare("insert into found (rowid, words) values (?, ?)"),
      dropBlock: db.prepare("delete from blocks where id = ?"),
      dropWords: db.prepare("delete from found where rowid = ?"),
      blocksBefore: db
        .prepare<[number, number], number>("select id from blocks where terminal = ? and last_offset < ? order by id limit 500")
        .pluck(),
    };
  }

  /** Says `false`, and has done nothing, when the log has grown to its bound because somebody still reads it. */
  add(batches: readonly LineBatch[]): boolean {
    if (this.#isFull()) return false;
    this.#db.transaction(() => batches.forEach((batch) => this.#addBatch(batch)))();
    return true;
  }

  /** Up to which offset each terminal's lines are known. */
  seen(): Seen[] {
    return this.#db.prepare<[], Seen>("select id, epoch, seen from terminals").all();
  }

  /** Forgets some of a terminal's lines before `offset`; says whether there may be more. */
  prune(id: string, offset: number): boolean {
    const row = this.#sql.terminal.get(id);
    return row !== undefined && this.#dropBefore(row.number, offset) > 0;
  }

  /** Forgets some of a terminal's lines, and the terminal with the last of them; says whether there are more. */
  remove(id: string): boolean {
    const row = this.#sql.terminal.get(id);
    if (!row) return false;
    if (this.#dropBefore(row.number, Number.MAX_SAFE_INTEGER) > 0) return true;
    this.#sql.forget.run(row.number);
    return false;
  }

  /** Brings the log into the file, where nobody holds it. */
  checkpoint(): void {
    this.#db.pragma("wal_checkpoint(TRUNCATE)");
  }

  close(): void {
    this.checkpoint();
    this.#db.close();
  }

  /** Lets go of the file as it is. */
  abandon(): void {
    this.#db.close();
  }

  #isFull(): boolean {
    if (this.#logBytes() <= this.#walBytes) return false;
    this.#db.pragma("busy_timeout = 0");
    this.#db.pragma("wal_checkpoint(TRUNCATE)");
    this.#db.pragma("busy_timeout = 2000");
    return this.#logBytes() > this.#walBytes;
  }

  #logBytes(): number {
    return statSync(`${this.#file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }

  #addBatch({ id, epoch, at, lines, seen = -1 }: LineBatch): void {
    const known = this.#terminal(id, epoch);
    let last = known.last_text;
    const fresh: IndexedLine[] = [];
    for (const line of lines) {
      if (line.offset <= known.seen || line.text === "" || line.text === last) continue;
      last = line.text;
      addPieces(fresh, line, at);
    }
    const end = Math.max(seen, lines.at(-1)?.offset ?? -1);
    if (end <= known.seen) return;
    if (fresh.length > 0) this.#store(known.number, fresh);
    this.#sql.saw.run(end, last.slice(0, SEARCH_LIMITS.lineChars), known.number);
  }

  #terminal(id: string, epoch: string): TerminalRow {
    const found = this.#sql.terminal.get(id);
    if (found?.epoch === epoch) return found;
    while (this.remove(id)) continue;
    this.#sql.addTerminal.run(id, epoch);
    return this.#terminal(id, epoch);
  }

  /** A last block that is not full takes the first of the lines, so that slow output does not leave many small ones. */
  #store(terminal: number, fresh: readonly IndexedLine[]): void {
    let block: IndexedLine[] = [];
    const last = this.#sql.lastBlock.get(terminal);
    if (last && last.lines < SEARCH_LIMITS.blockLines) {
      const before = unpackLines(last.packed);
      if (charsOf(before) < SEARCH_LIMITS.blockChars) {
        block = before;
        this.#drop(last.id);
      }
    }
    let chars = charsOf(block);
    for (const line of fresh) {
      if (block.length >= SEARCH_LIMITS.blockLines || chars >= SEARCH_LIMITS.blockChars) {
        this.#write(terminal, block);
        block = [];
        chars = 0;
      }
      block.push(line);
      chars += line.text.length;
    }
    this.#write(terminal, block);
  }

  #write(terminal: number, block: readonly IndexedLine[]): void {
    const [first] = block;
    const last = block.at(-1);
    if (!first || !last) return;
    const row = [terminal, first.offset, last.offset, first.at, last.at, block.length, packLines(block)];
    const { lastInsertRowid } = this.#sql.addBlock.run(...row);
    const words = new Set(wordsOf(fold(block.map(({ text }) => text).join("\n"))));
    this.#words.add(words);
    this.#sql.addWords.run(lastInsertRowid, [...words, terminalWord(terminal)].join(" "));
  }

  #dropBefore(terminal: number, offset: number): number {
    const ids = this.#sql.blocksBefore.all(terminal, offset);
    this.#db.transaction(() => ids.forEach((id) => this.#drop(id)))();
    return ids.length;
  }

  #drop(id: number): void {
    this.#sql.dropBlock.run(id);
    this.#sql.dropWords.run(id);
  }
}

/** Stands among the words of a terminal's blocks; no text has such a word, because `\u0080` is no letter. */
export function terminalWord(number: number): string {
  return `\u0080${number}`;
}
