import type { TranscriptAgent } from "@pilothouse/contracts";
import { newId } from "@pilothouse/platform";
import type Sqlite from "better-sqlite3";
import type { FeedRows } from "./feed-rows.ts";
import type { ProjectRows } from "./project-rows.ts";
import { sumFeeds } from "./sum-feeds.ts";

export interface Whose {
  readonly owner: string;
  readonly agent: TranscriptAgent;
}

interface Named {
  readonly public_id: string;
  readonly owner: string;
}

type Summed = ReturnType<typeof sumFeeds> & { readonly project: number | null };

/** The rows of `conversations`. */
export class ConversationRows {
  readonly #feeds: FeedRows;
  readonly #projects: ProjectRows;
  readonly #known = new Map<string, number>();
  readonly #sql;

  constructor(db: Sqlite.Database, { feeds, projects }: { readonly feeds: FeedRows; readonly projects: ProjectRows }) {
    this.#feeds = feeds;
    this.#projects = projects;
    this.#sql = {
      find: db
        .prepare<[string, string, string], number>("select id from conversations where owner = ? and agent = ? and session = ?")
        .pluck(),
      add: db.prepare<[string, string, string, string]>(
        "insert into conversations (public_id, owner, agent, session) values (?, ?, ?, ?)",
      ),
      named: db.prepare<[number], Named>("select public_id, owner from conversations where id = ?"),
      put: db.prepare<[Summed & { readonly id: number }]>(`
        update conversations set listed = @listed, custom_title = @custom_title, generated_title = @generated_title,
          first_prompt = @first_prompt, cwd = @cwd, project = @project, branch = @branch, model = @model, version = @version,
          pull_request = @pull_request, parent_session = @parent_session, ended = @ended, started_at = @started_at,
          last_at = @last_at, entries = @entries, prompts = @prompts, answers = @answers, tool_calls = @tool_calls,
          tool_errors = @tool_errors, api_errors = @api_errors, compactions = @compactions, subagents = @subagents,
          missing_since = @missing_since
        where id = @id`),
      rewritten: db.prepare<[number]>("update conversations set generation = generation + 1 where id = ?"),
      drop: db.prepare<[number]>("delete from conversations where id = ?"),
    };
  }

  find({ owner, agent }: Whose, session: string): number | null {
    return this.#known.get(`${owner} ${agent} ${session}`) ?? this.#sql.find.get(owner, agent, session) ?? null;
  }

  /** Its id, whether or not there was one. */
  of(whose: Whose, session: string): number {
    const id = this.find(whose, session) ?? this.#add(whose, session);
    this.#known.set(`${whose.owner} ${whose.agent} ${session}`, id);
    return id;
  }

  named(id: number): Named | null {
    return this.#sql.named.get(id) ?? null;
  }

  /**
   * What its files say of it is written anew. One of which nothing is left keeps its id and is not listed: a file that is
   * written anew may be empty for a moment.
   */
  refresh(id: number): void {
    const summed = sumFeeds(this.#feeds.ofConversation(id));
    const owner = this.named(id)?.owner ?? "";
    this.#sql.put.run({ id, ...summed, project: summed.cwd === null ? null : this.#projects.of(owner, summed.cwd) });
  }

  /** Ids of entries that were told are gone. */
  markRewritten(id: number): void {
    this.#sql.rewritten.run(id);
  }

  /** Forgets one of which nothing is left. */
  dropEmpty(id: number): boolean {
    if (this.#feeds.ofConversation(id).length > 0) return false;
    this.#known.clear();
    this.#sql.drop.run(id);
    return true;
  }

  /** What was written has been taken back. */
  forget(): void {
    this.#known.clear();
  }

  #add({ owner, agent }: Whose, session: string): number {
    return Number(this.#sql.add.run(newId(), owner, agent, session).lastInsertRowid);
  }
}
