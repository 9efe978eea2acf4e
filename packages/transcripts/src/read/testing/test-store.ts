import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import type { Value } from "../all-rows.ts";
import { openStore } from "../../store/open-store.ts";
import type { Sight } from "../sight.ts";

type Row = Readonly<Record<string, Value>>;

/** An id as the contracts want it, made of a number. */
export const idOf = (number: number) => `0190163d-8694-739b-aea5-${String(number).padStart(12, "0")}`;

export const NOW = Date.parse("2026-11-25T12:00:00Z");
export const MINE = "user:mine";

/** Somebody who has what is `MINE`. */
export function sightOf(more: Partial<Sight> = {}): Sight {
  return { owners: [MINE], now: NOW, own: [], named: [], terminals: [], ...more };
}

/** An index in a folder of its own, with rows that are written by hand. */
export class TestStore implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "pilothouse-read-"));
  readonly file = join(this.#folder, "transcripts.db");
  readonly db: Sqlite.Database = openStore(this.file);
  #last = 0;

  constructor() {
    // What is written here need not outlive a power cut.
    this.db.pragma("synchronous = OFF");
  }

  [Symbol.dispose](): void {
    this.db.close();
    rmSync(this.#folder, { recursive: true });
  }

  next(): number {
    this.#last += 1;
    return this.#last;
  }

  insert(table: string, row: Row): number {
    const names = Object.keys(row);
    const sql = `insert into ${table} (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`;
    return Number(this.db.prepare(sql).run(...Object.values(row)).lastInsertRowid);
  }

  project(row: Row = {}): number {
    const number = this.next();
    return this.insert("projects", { public_id: idOf(number), owner: MINE, folder: `/work/project-${number}`, ...row });
  }

  /** One that began an hour ago and ended half an hour ago, unless told otherwise. */
  conversation(row: Row = {}): number {
    const number = this.next();
    return this.insert("conversations", {
      public_id: idOf(number),
      owner: MINE,
      agent: "claude",
      session: `session-${number}`,
      listed: 1,
      started_at: NOW - 60 * 60_000,
      last_at: NOW - 30 * 60_000,
      ...row,
    });
  }

  publicIdOf(conversation: number): string {
    const sql = this.db.prepare<[number], string>("select public_id from conversations where id = ?").pluck();
    return sql.get(conversation) ?? "";
  }

  /** An entry with its texts, which can be searched. */
  entry(conversation: number, row: Row = {}, texts: readonly string[] = []): number {
    const kind = row["kind"] ?? "prompt";
    const entry = this.insert("entries", {
      conversation,
      file: this.#fileOf(conversation),
      offset: this.next(),
      length: 1,
      part: 0,
      thread: "",
      kind,
      type: "user",
      at: NOW - 45 * 60_000,
      ...row,
    });
    texts.forEach((text, ordinal) => {
      this.block(entry, { conversation, ordinal, kind: "text", text, searched: kind === "answer" ? "answer" : "prompt" });
    });
    return entry;
  }

  block(entry: number, row: Row): number {
    const text = String(row["text"] ?? "");
    const at = this.db.prepare<[number], number | null>("select at from entries where id = ?").pluck().get(entry) ?? null;
    const block = this.insert("blocks", { entry, ordinal: 0, text, length: text.length, at, ...row });
    if (typeof row["searched"] === "string") this.insert("found", { rowid: block, text });
    return block;
  }

  call(conversation: number, row: Row): number {
    const call_id = `call-${this.next()}`;
    return this.insert("calls", {
      conversation,
      call_id,
      thread: "",
      name: "Bash",
      call_entry: 1,
      remote: 0,
      called_at: NOW - 45 * 60_000,
      ...row,
    });
  }

  /** A request, and its part of the conversation's sums. */
  request(conversation: number, row: Row = {}): void {
    const number = this.next();
    const whole = {
      owner: MINE,
      key: `request-${number}`,
      conversation,
      thread: "",
      project: null,
      agent: "claude",
      kind: "own",
      extra: 0,
      model: "model-one",
      at: NOW - 45 * 60_000,
      input: 1,
      output: 10,
      cache_write_5m: 100,
      cache_write_1h: 1_000,
      cache_read: 10_000,
      web_searches: 0,
      fast: 0,
      cost_nanos: 1_000_000,
      ...row,
    };
    this.insert("requests", whole);
    this.db
      .prepare<[Record<string, Value>]>(
        `update conversations set requests = requests + 1 - @extra, extra_calls = extra_calls + @extra, input = input + @input,
           output = output + @output, cache_write_5m = cache_write_5m + @cache_write_5m,
           cache_write_1h = cache_write_1h + @cache_write_1h, cache_read = cache_read + @cache_read,
           cost_nanos = cost_nanos + ifnull(@cost_nanos, 0), priced = priced + (@cost_nanos is not null),
           unpriced = unpriced + (@cost_nanos is null)
         where id = @conversation`,
      )
      .run({ ...whole });
  }

  #fileOf(conversation: number): number {
    const path = `/transcripts/${conversation}.jsonl`;
    const known = this.db.prepare<[string], number>("select id from files where path = ?").pluck().get(path);
    if (known !== undefined) return known;
    const root = this.insert("roots", {
      public_id: idOf(this.next()),
      agent: "claude",
      path: `/root-${conversation}`,
      owner: MINE,
    });
    return this.insert("files", {
      root,
      owner: MINE,
      agent: "claude",
      path,
      role: "main",
      dev: "1",
      inode: String(conversation),
      size: 100,
      mtime_ms: 0,
      ctime_ms: 0,
      offset: 80,
      head: "",
      anchor: "",
      read_at: NOW,
    });
  }
}
