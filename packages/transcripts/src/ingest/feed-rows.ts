import type Sqlite from "better-sqlite3";
import type { FileRole } from "./locate.ts";

/** A row of `feeds`: what one file brings to one conversation. Times are milliseconds since 1970. */
export interface Feed {
  readonly file: number;
  readonly conversation: number;
  readonly role: FileRole;
  first_at: number | null;
  last_at: number | null;
  first_cwd: string | null;
  first_prompt: string | null;
  custom_title: string | null;
  generated_title: string | null;
  branch: string | null;
  model: string | null;
  version: string | null;
  pull_request: string | null;
  parent_session: string | null;
  ended: "done" | "error" | null;
  entries: number;
  shown: number;
  prompts: number;
  answers: number;
  tool_calls: number;
  tool_errors: number;
  api_errors: number;
  compactions: number;
  subagents: number;
}

const NOTHING = {
  first_at: null,
  last_at: null,
  first_cwd: null,
  first_prompt: null,
  custom_title: null,
  generated_title: null,
  branch: null,
  model: null,
  version: null,
  pull_request: null,
  parent_session: null,
  ended: null,
  entries: 0,
  shown: 0,
  prompts: 0,
  answers: 0,
  tool_calls: 0,
  tool_errors: 0,
  api_errors: 0,
  compactions: 0,
  subagents: 0,
} satisfies Omit<Feed, "file" | "conversation" | "role">;

const COLUMNS = ["file", "conversation", "role", ...Object.keys(NOTHING)];

/** A feed, and when its file was first missed. */
export type PlacedFeed = Readonly<Feed> & { readonly missing_since: number | null };

/** The rows of `feeds`. */
export class FeedRows {
  readonly #sql;

  constructor(db: Sqlite.Database) {
    this.#sql = {
      get: db.prepare<[number, number], Feed>("select * from feeds where file = ? and conversation = ?"),
      put: db.prepare<[Feed]>(
        `insert or replace into feeds (${COLUMNS.join(", ")}) values (${COLUMNS.map((name) => `@${name}`).join(", ")})`,
      ),
      ofConversation: db.prepare<[number], PlacedFeed>(
        `select feeds.*, files.missing_since from feeds join files on files.id = feeds.file where feeds.conversation = ?
         order by feeds.file`,
      ),
      conversationsOf: db.prepare<[number], number>("select conversation from feeds where file = ?").pluck(),
      dropOf: db.prepare<[number]>("delete from feeds where file = ?"),
    };
  }

  get(file: { readonly id: number; readonly role: FileRole }, conversation: number): Feed {
    return this.#sql.get.get(file.id, conversation) ?? { file: file.id, conversation, role: file.role, ...NOTHING };
  }

  put(feed: Feed): void {
    this.#sql.put.run(feed);
  }

  ofConversation(conversation: number): readonly PlacedFeed[] {
    return this.#sql.ofConversation.all(conversation);
  }

  conversationsOf(file: number): readonly number[] {
    return this.#sql.conversationsOf.all(file);
  }

  dropOf(file: number): void {
    this.#sql.dropOf.run(file);
  }
}
