import { LIMITS } from "@pilothouse/contracts";
import type Sqlite from "better-sqlite3";
import type { BlockFact } from "../agents/facts.ts";
import type { WordRows } from "./word-rows.ts";

export interface EntryRow {
  readonly conversation: number;
  readonly file: number;
  readonly offset: number;
  readonly length: number;
  readonly part: number;
  readonly thread: string;
  readonly uuid: string | null;
  readonly parent_uuid: string | null;
  readonly logical_parent_uuid: string | null;
  readonly kind: string;
  readonly type: string;
  readonly at: number | null;
  readonly cwd: string | null;
  readonly model: string | null;
  readonly turn_ms: number | null;
  readonly replayed: number;
  readonly failed: number;
  readonly original: number | null;
  readonly request_key: string | null;
}

const COLUMNS = [
  "conversation",
  "file",
  "offset",
  "length",
  "part",
  "thread",
  "uuid",
  "parent_uuid",
  "logical_parent_uuid",
  "kind",
  "type",
  "at",
  "cwd",
  "model",
  "turn_ms",
  "replayed",
  "failed",
  "original",
  "request_key",
] as const satisfies readonly (keyof EntryRow)[];

interface BlockRow {
  readonly searched: string | null;
  readonly call_id: string | null;
  readonly name: string | null;
  readonly remote: number;
  readonly outcome: string | null;
  readonly text: string;
  readonly length: number;
  readonly bytes: number | null;
}

/** The rows of `entries` and `blocks`. */
export class EntryRows {
  readonly #words: WordRows;
  readonly #sql;

  constructor(db: Sqlite.Database, words: WordRows) {
    this.#words = words;
    this.#sql = {
      add: db.prepare<(string | number | null)[]>(
        `insert into entries (${COLUMNS.join(", ")}) values (${COLUMNS.map(() => "?").join(", ")})`,
      ),
      addBlock: db.prepare<(string | number | null)[]>(
        `insert into blocks (entry, ordinal, conversation, kind, at, searched, call_id, name, remote, outcome, text, length, bytes)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      original: db.prepare<[number | null, number]>("update entries set original = ? where id = ?"),
      stretch: db.prepare<[number, number, number]>("update entries set length = ? where file = ? and offset = ?"),
      threadOf: db
        .prepare<[string, number], string>("select thread from entries where uuid = ? and conversation = ? limit 1")
        .pluck(),
      dropBlocks: db.prepare<[number]>("delete from blocks where entry in (select id from entries where file = ?)"),
      drop: db.prepare<[number]>("delete from entries where file = ?"),
    };
  }

  add(row: EntryRow, blocks: readonly BlockFact[]): number {
    const entry = Number(this.#sql.add.run(...COLUMNS.map((name) => row[name])).lastInsertRowid);
    blocks.forEach((block, ordinal) => {
      const { searched, call_id, name, remote, outcome, text, length, bytes } = blockRow(block, row);
      this.#sql.addBlock.run(
        entry,
        ordinal,
        row.conversation,
        block.kind,
        row.at,
        searched,
        call_id,
        name,
        remote,
        outcome,
        text,
        length,
        bytes,
      );
    });
    return entry;
  }

  /** Says which entry it is a copy of; `null`: it is none. What is a copy is not found. */
  setOriginal(entry: number, { from, to }: { readonly from: number | null; readonly to: number | null }): void {
    this.#sql.original.run(to, entry);
    if (from === null && to !== null) this.#words.hide(entry);
    if (from !== null && to === null) this.#words.show(entry);
  }

  /** The line at `offset` turned out to be longer. */
  stretch(file: number, { offset, length }: { readonly offset: number; readonly length: number }): void {
    this.#sql.stretch.run(length, file, offset);
  }

  /** The thread of an entry of that conversation. */
  threadOf(uuid: string, conversation: number): string | null {
    return this.#sql.threadOf.get(uuid, conversation) ?? null;
  }

  /** All that came from that file. */
  dropOf(file: number): void {
    this.#words.dropOf(file);
    this.#sql.dropBlocks.run(file);
    this.#words.stepBack();
    this.#sql.drop.run(file);
  }
}

const NONE = { searched: null, call_id: null, name: null, remote: 0, outcome: null, text: "", length: 0, bytes: null };

function blockRow(block: BlockFact, entry: Pick<EntryRow, "kind" | "type">): BlockRow {
  switch (block.kind) {
    case "text":
      return { ...NONE, ...cut(block.text), searched: block.text === "" ? null : spoken(entry) };
    case "thinking":
      return { ...NONE, ...cut(block.text), searched: block.text === "" ? null : "thinking" };
    case "call": {
      const { id, name, input, remote } = block.call;
      const text = typeof input === "string" ? input : (JSON.stringify(input) ?? "");
      return { ...NONE, ...cut(text), searched: text === "" ? null : "input", call_id: id, name, remote: remote ? 1 : 0 };
    }
    case "result": {
      const { callId, outcome, text } = block.result;
      return { ...NONE, ...cut(text), searched: text === "" ? null : "output", call_id: callId, outcome };
    }
    case "media":
      return { ...NONE, name: block.mediaType, bytes: block.bytes };
    case "other":
      break;
  }
  return { ...NONE, name: block.type };
}

/** What a person wrote while the agent was busy is an attachment. */
const QUEUED = "attachment/queued_command";

function spoken({ kind, type }: Pick<EntryRow, "kind" | "type">): string | null {
  if (kind === "prompt" || type === QUEUED) return "prompt";
  return kind === "answer" ? "answer" : null;
}

function cut(text: string): { readonly text: string; readonly length: number } {
  const { length } = text;
  if (length <= LIMITS.blockCharacters) return { text, length };
  // A character of two units stays whole.
  const isSplit = (text.charCodeAt(LIMITS.blockCharacters - 1) & 0xfc00) === 0xd800;
  return { text: text.slice(0, LIMITS.blockCharacters - (isSplit ? 1 : 0)), length };
}
