import type Sqlite from "better-sqlite3";
import type { UsageGroup } from "@pilothouse/contracts";
import { allRows } from "./all-rows.ts";
import { among } from "./condition.ts";
import type { CalendarUnit } from "./calendar.ts";
import { type ConversationRow, titleOf } from "./conversation-row.ts";
import { claimedConversations, type FoundProject, nameOf } from "./projects-in-sight.ts";
import type { Group, RequestScan, Span } from "./request-scan.ts";
import type { Sight } from "./sight.ts";
import { addSpent, NOTHING, type SpentRow } from "./spent.ts";

/** Sums, and what they are of. */
export interface NamedGroup {
  readonly key: string;
  readonly label: string;
  readonly spent: SpentRow;
}

export interface Grouped {
  readonly db: Sqlite.Database;
  readonly sight: Sight;
  readonly scan: RequestScan;
}

const UNKNOWN = { key: "unknown", label: "Unknown" };

/** Sums by something that is no time. */
export function namedGroups(by: Grouped, group: Exclude<UsageGroup, CalendarUnit | "total">, span: Span): NamedGroup[] {
  switch (group) {
    case "model":
    case "agent":
      return by.scan.groups(group, span).map(({ key, ...spent }) => {
        return typeof key === "string" && key !== "" ? { key, label: key, spent } : { ...UNKNOWN, spent };
      });
    case "conversation":
      return byConversation(by, span);
    case "project":
    default:
      return byProject(by, span);
  }
}

type TitleRow = Pick<ConversationRow, "id" | "public_id" | "custom_title" | "generated_title" | "summary_title" | "first_prompt">;

function byConversation({ db, scan }: Grouped, span: Span): NamedGroup[] {
  const groups = scan.groups("conversation", span);
  const known = byNumber<TitleRow>(
    db,
    "select id, public_id, custom_title, generated_title, summary_title, first_prompt from conversations",
    groups,
  );
  return groups.map(({ key, ...spent }) => {
    const row = known.get(Number(key));
    return row ? { key: row.public_id, label: titleOf(row), spent } : { ...UNKNOWN, spent };
  });
}

function byNumber<Row extends { readonly id: number }>(
  db: Sqlite.Database,
  select: string,
  groups: readonly Pick<Group, "key">[],
): ReadonlyMap<number, Row> {
  const { sql, values } = among(
    "id",
    groups.map(({ key }) => key),
  );
  return new Map(allRows<Row>(db, `${select} where ${sql}`, values).map((row) => [row.id, row]));
}

/** Sums by the project of each request; what a created project claims is taken out of those that were found. */
export function byProject({ db, sight, scan }: Grouped, span: Span): NamedGroup[] {
  const claimed = claimedConversations(db, sight);
  const claims: NamedGroup[] = [];
  const rest: Group[] = [];
  if (claimed.size === 0) rest.push(...scan.groups("project", span));
  else {
    // Both numbers of a group in one, because it has one key.
    for (const { key, ...spent } of scan.groups("ifnull(project, '') || ' ' || conversation", span)) {
      const [project, conversation] = String(key).split(" ");
      const own = claimed.get(Number(conversation));
      if (own) claims.push({ key: own.id, label: own.name, spent });
      else rest.push({ key: project === "" ? null : Number(project), ...spent });
    }
  }
  const known = byNumber<FoundProject>(db, "select id, public_id, owner, folder from projects", rest);
  const found = rest.map(({ key, ...spent }) => {
    const row = key === null ? undefined : known.get(Number(key));
    return row ? { key: row.public_id, label: nameOf(sight, row), spent } : { ...UNKNOWN, spent };
  });
  return together([...claims, ...found]);
}

function together(groups: readonly NamedGroup[]): NamedGroup[] {
  const sums = new Map<string, NamedGroup>();
  for (const { key, label, spent } of groups) {
    sums.set(key, { key, label, spent: addSpent(sums.get(key)?.spent ?? NOTHING, spent) });
  }
  return [...sums.values()];
}
