import type Sqlite from "better-sqlite3";
import { Fault } from "@pilothouse/platform";
import { allRows } from "./all-rows.ts";
import { among, type Condition } from "./condition.ts";
import type { OwnProject, Sight } from "./sight.ts";

export interface FoundProject {
  readonly id: number;
  readonly public_id: string;
  readonly owner: string;
  readonly folder: string;
}

/** A folder, and what every path below it begins with. */
function below(folder: string): { readonly folder: string; readonly start: string } {
  const trimmed = folder.length > 1 ? folder.replace(/[/\\]+$/, "") : folder;
  if (trimmed === "/" || trimmed === "") return { folder: "/", start: "/" };
  return { folder: trimmed, start: trimmed + (trimmed.includes("/") ? "/" : "\\") };
}

/** The created project that claims a working folder: the one with the longest folder that it is in. */
export function claimOf({ own }: Sight, cwd: string | null): OwnProject | null {
  if (cwd === null) return null;
  let best: OwnProject | null = null;
  let length = 0;
  for (const project of own) {
    for (const one of project.folders) {
      const { folder, start } = below(one);
      if (folder.length > length && (cwd === folder || cwd.startsWith(start))) {
        best = project;
        length = folder.length;
      }
    }
  }
  return best;
}

/** Conversations that created projects claim, by their number in the index, and the project of each. */
export function claimedConversations(db: Sqlite.Database, sight: Sight): ReadonlyMap<number, OwnProject> {
  const claimed = new Map<number, OwnProject>();
  for (const { folder, start } of sight.own.flatMap(({ folders }) => folders.map(below))) {
    const range = "owner = ? and (cwd = ? or (cwd >= ? and cwd < ?))";
    for (const owner of sight.owners) {
      const rows = allRows<{ id: number; cwd: string }>(db, `select id, cwd from conversations where ${range}`, [
        owner,
        folder,
        start,
        `${start}\u{10ffff}`,
      ]);
      for (const { id, cwd } of rows) {
        const project = claimOf(sight, cwd);
        if (project) claimed.set(id, project);
      }
    }
  }
  return claimed;
}

export function noProject(id: string): Fault {
  return new Fault("not_found", `there is no project ${id}`);
}

/** Fault `not_found` for a project that does not exist, and for one of others. */
export function projectInSight(db: Sqlite.Database, sight: Sight, id: string): OwnProject | FoundProject {
  const own = sight.own.find((project) => project.id === id);
  if (own) return own;
  const { sql, values } = among("owner", sight.owners);
  const found = allRows<FoundProject>(db, `select id, public_id, owner, folder from projects where public_id = ? and ${sql}`, [
    id,
    ...values,
  ])[0];
  if (!found) throw noProject(id);
  return found;
}

/** That something is of a project: `conversation` and `project` are the expressions for its numbers of these. */
export function ofProject(
  { db, sight }: { readonly db: Sqlite.Database; readonly sight: Sight },
  id: string,
  { conversation, project }: { readonly conversation: string; readonly project: string },
): Condition {
  const asked = projectInSight(db, sight, id);
  const claimed = claimedConversations(db, sight);
  if (!("folder" in asked)) {
    return among(
      conversation,
      [...claimed].filter(([, { id }]) => id === asked.id).map(([number]) => number),
    );
  }
  if (claimed.size === 0) return { sql: `${project} = ?`, values: [asked.id] };
  const others = among(conversation, [...claimed.keys()]);
  return { sql: `${project} = ? and not (${others.sql})`, values: [asked.id, ...others.values] };
}

/** What a found project is called: as people named it, or as the last part of its folder. */
export function nameOf({ named }: Sight, { public_id, folder }: Pick<FoundProject, "public_id" | "folder">): string {
  const given = named.find(({ id }) => id === public_id)?.name;
  return given ?? folder.split(/[/\\]/).findLast((part) => part !== "") ?? folder;
}
