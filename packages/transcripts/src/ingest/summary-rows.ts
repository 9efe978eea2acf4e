import type Sqlite from "better-sqlite3";

/** Titles that name an entry, of whatever conversation that is; either may come first. */
export class SummaryRows {
  readonly #leaves: Set<string>;
  readonly #sql;

  constructor(db: Sqlite.Database) {
    this.#sql = {
      put: db.prepare<[string, string, number, string]>(
        "insert or replace into summaries (owner, leaf_uuid, file, text) values (?, ?, ?, ?)",
      ),
      conversationsWith: db
        .prepare<[string, string], number>(
          `select distinct conversation from entries join conversations on conversations.id = entries.conversation
           where uuid = ? and owner = ?`,
        )
        .pluck(),
      // Of several, the one that names the last entry.
      apply: db.prepare<[number]>(
        `update conversations set summary_title = (
           select summaries.text from summaries
           join entries on entries.uuid = summaries.leaf_uuid and entries.conversation = conversations.id
           where summaries.owner = conversations.owner order by entries.id desc, summaries.file desc limit 1
         ) where id = ?`,
      ),
      leavesOf: db.prepare<[number], string>("select leaf_uuid from summaries where file = ?").pluck(),
      drop: db.prepare<[number]>("delete from summaries where file = ?"),
    };
    this.#leaves = new Set(db.prepare<[], string>("select leaf_uuid from summaries").pluck().all());
  }

  names(uuid: string): boolean {
    return this.#leaves.size > 0 && this.#leaves.has(uuid);
  }

  /** Answers with the conversations whose title it may be. */
  add(file: { readonly id: number; readonly owner: string }, leafUuid: string, text: string): readonly number[] {
    this.#leaves.add(leafUuid);
    this.#sql.put.run(file.owner, leafUuid, file.id, text);
    return this.#sql.conversationsWith.all(leafUuid, file.owner);
  }

  /** Gives that conversation its title. */
  apply(conversation: number): void {
    this.#sql.apply.run(conversation);
  }

  /** Answers with the conversations that may have lost their title. */
  dropOf(file: { readonly id: number; readonly owner: string }): readonly number[] {
    const leaves = this.#sql.leavesOf.all(file.id);
    this.#sql.drop.run(file.id);
    return leaves.flatMap((leaf) => this.#sql.conversationsWith.all(leaf, file.owner));
  }
}
