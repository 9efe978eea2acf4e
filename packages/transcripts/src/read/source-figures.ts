import type Sqlite from "better-sqlite3";
import type { Source, TranscriptAgent } from "@pilothouse/contracts";
import { allRows } from "./all-rows.ts";

/** What the index knows of a root. `owner` as in its tables. */
export interface SourceFigures extends Pick<
  Source,
  "id" | "agent" | "path" | "files" | "bytes" | "readBytes" | "badLines" | "lastBadLine" | "unknownKinds"
> {
  readonly owner: string;
}

interface RootRow {
  readonly id: number;
  readonly public_id: string;
  readonly agent: TranscriptAgent;
  readonly path: string;
  readonly owner: string;
  readonly files: number;
  readonly bytes: number;
  readonly read: number;
  readonly bad: number;
}

/** All roots that are known, of whomever: only for administrators. */
export function sourceFigures(db: Sqlite.Database): SourceFigures[] {
  const roots = allRows<RootRow>(
    db,
    `select r.id, r.public_id, r.agent, r.path, r.owner, count(f.id) as files, ifnull(sum(f.size), 0) as bytes,
       ifnull(sum(min(f.offset, f.size)), 0) as read, ifnull(sum(f.bad), 0) as bad
     from roots r left join files f on f.root = r.id and f.missing_since is null group by r.id order by r.agent, r.path`,
  );
  return roots.map(({ id, public_id, agent, path, owner, files, bytes, read, bad }) => ({
    id: public_id,
    agent,
    path,
    owner,
    files,
    bytes,
    readBytes: read,
    badLines: bad,
    lastBadLine: lastBadLineOf(db, id),
    unknownKinds: allRows<{ kind: string; lines: number }>(
      db,
      `select kind, sum(lines) as lines from unknown_kinds where file in (select id from files where root = ?)
       group by kind order by 2 desc, kind`,
      [id],
    ),
  }));
}

function lastBadLineOf(db: Sqlite.Database, root: number): Source["lastBadLine"] {
  const sql = `select f.path, b.offset, b.reason, b.at from bad_lines b join files f on f.id = b.file
    where f.root = ? order by b.at desc, b.id desc limit 1`;
  return allRows<NonNullable<Source["lastBadLine"]>>(db, sql, [root])[0] ?? null;
}
