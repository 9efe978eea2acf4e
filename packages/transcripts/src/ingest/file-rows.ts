import type { TranscriptAgent } from "@pilothouse/contracts";
import type Sqlite from "better-sqlite3";
import type { FileRole } from "./locate.ts";

/** A row of `files`: a transcript, and how far it was read. */
export interface FileRow {
  readonly id: number;
  readonly root: number;
  readonly owner: string;
  readonly agent: TranscriptAgent;
  readonly path: string;
  readonly role: FileRole;
  readonly thread: string | null;
  readonly session: string | null;
  readonly dev: string;
  readonly inode: string;
  readonly size: number;
  readonly mtime_ms: number;
  readonly ctime_ms: number;
  readonly offset: number;
  readonly head: string;
  readonly anchor: string;
  readonly state: string | null;
  readonly lines: number;
  readonly objects: number;
  readonly blanks: number;
  readonly bad: number;
  readonly missing_since: number | null;
  readonly read_at: number;
}

export type NewFile = Omit<FileRow, "id">;

const COLUMNS = [
  "root",
  "owner",
  "agent",
  "path",
  "role",
  "thread",
  "session",
  "dev",
  "inode",
  "size",
  "mtime_ms",
  "ctime_ms",
  "offset",
  "head",
  "anchor",
  "state",
  "lines",
  "objects",
  "blanks",
  "bad",
  "missing_since",
  "read_at",
] as const satisfies readonly (keyof NewFile)[];

/** The rows of `files`. */
export class FileRows {
  readonly #sql;

  constructor(db: Sqlite.Database) {
    this.#sql = {
      get: db.prepare<[number], FileRow>("select * from files where id = ?"),
      byPath: db.prepare<[string], FileRow>("select * from files where path = ?"),
      byInode: db.prepare<[string, string], FileRow>("select * from files where dev = ? and inode = ?"),
      bySession: db.prepare<[string, string, string], FileRow>(
        "select * from files where owner = ? and agent = ? and session = ? order by id",
      ),
      startedBy: db.prepare<[string, string, string], FileRow>(
        `select distinct files.* from feeds join files on files.id = feeds.file
         where feeds.parent_session = ? and files.owner = ? and files.agent = ? order by files.id`,
      ),
      ofRoot: db.prepare<[number], FileRow>("select * from files where root = ? order by id"),
      add: db.prepare<[NewFile]>(
        `insert into files (${COLUMNS.join(", ")}) values (${COLUMNS.map((name) => `@${name}`).join(", ")})`,
      ),
      put: db.prepare<[FileRow]>(`update files set ${COLUMNS.map((name) => `${name} = @${name}`).join(", ")} where id = @id`),
      drop: db.prepare<[number]>("delete from files where id = ?"),
    };
  }

  get(id: number): FileRow | null {
    return this.#sql.get.get(id) ?? null;
  }

  byPath(path: string): FileRow | null {
    return this.#sql.byPath.get(path) ?? null;
  }

  byInode(dev: string, inode: string): readonly FileRow[] {
    return this.#sql.byInode.all(dev, inode);
  }

  ofSession({ owner, agent }: Pick<FileRow, "owner" | "agent">, session: string): readonly FileRow[] {
    return this.#sql.bySession.all(owner, agent, session);
  }

  /** Files of conversations that were started by that one. */
  startedBy({ owner, agent }: Pick<FileRow, "owner" | "agent">, session: string): readonly FileRow[] {
    return this.#sql.startedBy.all(session, owner, agent);
  }

  ofRoot(root: number): readonly FileRow[] {
    return this.#sql.ofRoot.all(root);
  }

  add(file: NewFile): FileRow {
    const { lastInsertRowid } = this.#sql.add.run(file);
    return { ...file, id: Number(lastInsertRowid) };
  }

  put(file: FileRow): void {
    this.#sql.put.run(file);
  }

  /** Each gets the other's place; what was read stays with the row that it is in. */
  exchange(one: FileRow, other: FileRow): void {
    const free = { ...placeOf(one), path: `${one.path}\0` };
    this.put({ ...one, ...free });
    this.put({ ...other, ...placeOf(one) });
    this.put({ ...one, ...placeOf(other) });
  }

  drop(id: number): void {
    this.#sql.drop.run(id);
  }
}

function placeOf({ root, path, dev, inode, size, mtime_ms, ctime_ms }: FileRow) {
  return { root, path, dev, inode, size, mtime_ms, ctime_ms };
}
