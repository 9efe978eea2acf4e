import type Sqlite from "better-sqlite3";
import { CallRows } from "./call-rows.ts";
import { ComplaintRows } from "./complaint-rows.ts";
import { ConversationRows } from "./conversation-rows.ts";
import { EntryRows } from "./entry-rows.ts";
import { FeedRows } from "./feed-rows.ts";
import { FileRows } from "./file-rows.ts";
import { KinRows } from "./kin-rows.ts";
import { PartRows } from "./part-rows.ts";
import { ProjectRows } from "./project-rows.ts";
import { RequestRows } from "./request-rows.ts";
import { SummaryRows } from "./summary-rows.ts";
import { WordRows } from "./word-rows.ts";

/** All rows of the store. */
export type Rows = ReturnType<typeof openRows>;

export function openRows(db: Sqlite.Database) {
  const feeds = new FeedRows(db);
  const projects = new ProjectRows(db);
  const words = new WordRows(db);
  return {
    files: new FileRows(db),
    feeds,
    projects,
    conversations: new ConversationRows(db, { feeds, projects }),
    words,
    entries: new EntryRows(db, words),
    calls: new CallRows(db),
    parts: new PartRows(db),
    requests: new RequestRows(db),
    kin: new KinRows(db),
    summaries: new SummaryRows(db),
    complaints: new ComplaintRows(db),
  };
}
