import type Sqlite from "better-sqlite3";
import { allRows, type Value } from "./all-rows.ts";
import { allOf, type Condition, when } from "./condition.ts";
import { conversationInSight } from "./conversation-in-sight.ts";
import { ofProject } from "./projects-in-sight.ts";
import type { Sight } from "./sight.ts";
import { addSpent, NOTHING, SUMS, type SpentRow } from "./spent.ts";

/** Of which requests, calls or entries something is asked. */
export interface Chosen {
  readonly projectId?: string | undefined;
  readonly agent?: string | undefined;
  readonly model?: string | undefined;
  readonly conversationId?: string | undefined;
}

/** From a time up to, not including, another; left out: without an end, and with what has no time. */
export interface Span {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface Group extends SpentRow {
  readonly key: string | number | null;
}

/** Sums of the requests in sight that were chosen. Each owner's are read by an index that has all of it. */
export class RequestScan {
  readonly #db: Sqlite.Database;
  readonly #owners: readonly string[];
  readonly #chosen: Condition;
  readonly #sums: Sqlite.Statement<Value[], SpentRow>;
  readonly #first: Sqlite.Statement<Value[], number>;
  readonly #last: Sqlite.Statement<Value[], number>;

  constructor(db: Sqlite.Database, sight: Sight, { projectId, agent, model, conversationId }: Chosen = {}) {
    this.#db = db;
    this.#owners = sight.owners;
    const conversation = conversationId === undefined ? undefined : conversationInSight(db, sight, conversationId).id;
    this.#chosen = allOf([
      ...(projectId === undefined
        ? []
        : [ofProject({ db, sight }, projectId, { conversation: "conversation", project: "project" })]),
      ...when(agent, "agent = ?"),
      ...when(model, "model = ?"),
      ...when(conversation, "conversation = ?"),
    ]);
    this.#sums = db.prepare<Value[], SpentRow>(
      `select ${SUMS} from requests where owner = ? and at >= ? and at < ? and ${this.#chosen.sql}`,
    );
    const nearest = (side: string, order: "asc" | "desc") => {
      const sql = `select at from requests where owner = ? and ${side} and ${this.#chosen.sql} order by at ${order} limit 1`;
      return db.prepare<Value[], number>(sql).pluck();
    };
    this.#first = nearest("at >= ?", "asc");
    this.#last = nearest("at < ?", "desc");
  }

  /** Of those that have a time. */
  sums(from: number, to: number): SpentRow {
    return this.#owners
      .map((owner) => this.#sums.get(owner, from, to, ...this.#chosen.values) ?? NOTHING)
      .reduce(addSpent, NOTHING);
  }

  /** Of those without one. */
  undated(): SpentRow {
    const sql = `select ${SUMS} from requests where owner = ? and at is null and ${this.#chosen.sql}`;
    return this.#owners
      .map((owner) => allRows<SpentRow>(this.#db, sql, [owner, ...this.#chosen.values])[0] ?? NOTHING)
      .reduce(addSpent, NOTHING);
  }

  /** When the first is, from a time on; `null`: there is none. */
  firstFrom(at: number): number | null {
    const times = this.#nearest(this.#first, at);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** When the last is before a time. */
  lastBefore(at: number): number | null {
    const times = this.#nearest(this.#last, at);
    return times.length === 0 ? null : Math.max(...times);
  }

  /** Sums by an expression of the columns of `requests`. */
  groups(expression: string, { from, to }: Span): Group[] {
    const times = allOf([...when(from, "at >= ?"), ...when(to, "at < ?")]);
    const sql = `select ${expression} as key, ${SUMS} from requests
      where owner = ? and ${times.sql} and ${this.#chosen.sql} group by 1`;
    const groups = new Map<Group["key"], Group>();
    for (const owner of this.#owners) {
      for (const row of allRows<Group>(this.#db, sql, [owner, ...times.values, ...this.#chosen.values])) {
        groups.set(row.key, { key: row.key, ...addSpent(groups.get(row.key) ?? NOTHING, row) });
      }
    }
    return [...groups.values()];
  }

  /** Of each owner. */
  #nearest(statement: Sqlite.Statement<Value[], number>, at: number): number[] {
    return this.#owners.flatMap((owner) => statement.get(owner, at, ...this.#chosen.values) ?? []);
  }
}
