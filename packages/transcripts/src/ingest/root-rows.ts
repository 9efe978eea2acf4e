import { newId } from "@pilothouse/platform";
import type Sqlite from "better-sqlite3";
import type { IndexedRoot } from "../indexer/messages.ts";

interface RootRow {
  readonly id: number;
  readonly owner: string;
}

/** The rows of `roots`. */
export class RootRows {
  readonly #sql;

  constructor(db: Sqlite.Database) {
    this.#sql = {
      get: db.prepare<[string, string], RootRow>("select id, owner from roots where agent = ? and path = ?"),
      add: db.prepare<[string, string, string, string]>("insert into roots (public_id, agent, path, owner) values (?, ?, ?, ?)"),
      // Another folder had that id, which is not read any more.
      yield: db.prepare<[string, string, string, string]>(
        "update roots set public_id = ? where public_id = ? and (agent <> ? or path <> ?)",
      ),
      put: db.prepare<[string, string, number]>("update roots set public_id = ?, owner = ? where id = ?"),
    };
  }

  /** Takes a root in, or says whose it is now. */
  put({ id, agent, path, owner }: IndexedRoot): { readonly id: number; readonly hasNewOwner: boolean } {
    this.#sql.yield.run(newId(), id, agent, path);
    const known = this.#sql.get.get(agent, path);
    if (!known) return { id: Number(this.#sql.add.run(id, agent, path, owner).lastInsertRowid), hasNewOwner: false };
    this.#sql.put.run(id, owner, known.id);
    return { id: known.id, hasNewOwner: known.owner !== owner };
  }

  of(root: IndexedRoot): number {
    return this.#sql.get.get(root.agent, root.path)?.id ?? this.put(root).id;
  }
}
