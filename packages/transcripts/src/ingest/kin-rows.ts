import type Sqlite from "better-sqlite3";

/** Whether a conversation has entries that the other one has not, and when the first of them was. */
interface Own {
  readonly has_own: number;
  readonly own_at: number | null;
}

export interface Twin {
  readonly id: number;
  readonly conversation: number;
  readonly file: number;
  readonly original: number | null;
}

/** Conversations that have entries in common, because one of them continues the other. */
export class KinRows {
  readonly #sql;

  constructor(db: Sqlite.Database) {
    this.#sql = {
      twins: db.prepare<[string, string], Twin>(
        `select entries.id, entries.conversation, entries.file, entries.original from entries
         join conversations on conversations.id = entries.conversation
         where entries.uuid = ? and conversations.owner = ? order by entries.id`,
      ),
      isMet: db.prepare<[string], number>("select 1 from entries where uuid = ? limit 1").pluck(),
      of: db.prepare<[number], number>("select other from kin where conversation = ?").pluck(),
      own: db.prepare<[number, number], Own>("select has_own, own_at from kin where conversation = ? and other = ?"),
      firstOwn: db.prepare<[number, number], { at: number | null }>(
        `select at from entries where conversation = ? and thread = '' and uuid is not null
             and not exists (select 1 from entries others where others.uuid = entries.uuid and others.conversation = ?)
           order by id limit 1`,
      ),
      put: db.prepare<[number, number, number, number | null]>(
        "insert or replace into kin (conversation, other, has_own, own_at) values (?, ?, ?, ?)",
      ),
      shared: db
        .prepare<[number, number], string>(
          `select distinct uuid from entries where conversation = ? and uuid is not null
             and exists (select 1 from entries others where others.uuid = entries.uuid and others.conversation = ?)`,
        )
        .pluck(),
      sharedKeys: db
        .prepare<[{ conversation: number; other: number }], string>(
          `select key from request_parts where file in (select file from feeds where conversation = @conversation) and exists (
             select 1 from request_parts others where others.owner = request_parts.owner and others.key = request_parts.key
               and others.conversation = @other)`,
        )
        .pluck(),
      session: db.prepare<[number], string>("select session from conversations where id = ?").pluck(),
      uuidsOf: db
        .prepare<[number], string>(
          `select distinct copies.uuid from entries join entries copies on copies.uuid = entries.uuid and copies.file <> entries.file
           where entries.file = ? and entries.uuid is not null`,
        )
        .pluck(),
      doublesOf: db
        .prepare<[number], number>(
          `select distinct others.file from entries join entries others on others.uuid = entries.uuid
             and others.conversation = entries.conversation and others.file <> entries.file
           where entries.file = ? and entries.uuid is not null`,
        )
        .pluck(),
      drop: db.prepare<[{ conversation: number }]>("delete from kin where conversation = @conversation or other = @conversation"),
    };
  }

  isMet(uuid: string): boolean {
    return this.#sql.isMet.get(uuid) !== undefined;
  }

  /** All entries of that owner's with this uuid, in the order in which they were read. */
  twins(owner: string, uuid: string): readonly Twin[] {
    return this.#sql.twins.all(uuid, owner);
  }

  of(conversation: number): readonly number[] {
    return this.#sql.of.all(conversation);
  }

  /** Whether the whole of it is in the other one, too. */
  isPrefix(conversation: number, other: number): boolean {
    return this.#sql.own.get(conversation, other)?.has_own === 0;
  }

  /** Compares two conversations anew. */
  compare(one: number, other: number): void {
    for (const [conversation, against] of [
      [one, other],
      [other, one],
    ] as const) {
      const own = this.#sql.firstOwn.get(conversation, against);
      this.#sql.put.run(conversation, against, own ? 1 : 0, own?.at ?? null);
    }
  }

  areCompared(conversation: number, other: number): boolean {
    return this.#sql.own.get(conversation, other) !== undefined;
  }

  /** Of what two have in common the one has the original that went on by itself first, or not at all. */
  isEarlier(conversation: number, other: number): boolean {
    const [own, others] = [this.#sql.own.get(conversation, other), this.#sql.own.get(other, conversation)];
    const [first, second] = [own?.own_at ?? null, others?.own_at ?? null];
    if (own && others && own.has_own !== others.has_own) return own.has_own === 0;
    if (first !== null && second !== null && first !== second) return first < second;
    return (this.#sql.session.get(conversation) ?? "") < (this.#sql.session.get(other) ?? "");
  }

  /** Uuids that both have. */
  shared(conversation: number, other: number): readonly string[] {
    return this.#sql.shared.all(conversation, other);
  }

  /** Requests that both have. */
  sharedKeys(conversation: number, other: number): readonly string[] {
    return this.#sql.sharedKeys.all({ conversation, other });
  }

  /** Those of a file's entries that other files have, too. */
  uuidsOf(file: number): readonly string[] {
    return this.#sql.uuidsOf.all(file);
  }

  /** Other files that have entries of that one's in the same conversation. */
  doublesOf(file: number): readonly number[] {
    return this.#sql.doublesOf.all(file);
  }

  drop(conversation: number): void {
    this.#sql.drop.run({ conversation });
  }
}
