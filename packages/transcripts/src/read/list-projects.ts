import type Sqlite from "better-sqlite3";
import type { ListProjects, Project, ProjectPage, ProjectSort, TranscriptAgent } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { allRows } from "./all-rows.ts";
import { among } from "./condition.ts";
import { claimedConversations, type FoundProject, nameOf, noProject } from "./projects-in-sight.ts";
import { RequestScan } from "./request-scan.ts";
import type { Sight } from "./sight.ts";
import { NOTHING, type SpentRow, toSpent } from "./spent.ts";
import { byProject } from "./usage-groups.ts";

const DEFAULT_PAGE = 100;

/** Found and created projects, by pages. All of them are read, because there are few and most sorts need their sums. */
export function listProjects(db: Sqlite.Database, sight: Sight, input: NonNullable<ListProjects> = {}): ProjectPage {
  const { sort = "last", archived = false, name = "", limit = DEFAULT_PAGE, cursor } = input;
  const part = name.toLowerCase();
  const projects = allProjects(db, sight)
    .filter((project) => archived || project.archivedAt === null)
    .filter((project) => [project.name, ...project.folders].some((text) => text.toLowerCase().includes(part)))
    .sort(ORDER[sort]);
  const start = cursor === undefined ? 0 : projects.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== undefined && start === 0) {
    throw new Fault("invalid", "this cursor is of no list; leave it out to begin with the first page");
  }
  const page = projects.slice(start, start + limit);
  return { projects: page, next: start + limit < projects.length ? (page.at(-1)?.id ?? null) : null };
}

export function getProject(db: Sqlite.Database, sight: Sight, { id }: { readonly id: string }): Project {
  const project = allProjects(db, sight).find((one) => one.id === id);
  if (!project) throw noProject(id);
  return project;
}

const byName = (a: Project, b: Project) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);

const ORDER: Record<ProjectSort, (a: Project, b: Project) => number> = {
  name: byName,
  last: (a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0) || byName(a, b),
  cost: (a, b) => (b.spent.costUsd ?? -1) - (a.spent.costUsd ?? -1) || byName(a, b),
  conversations: (a, b) => b.conversations - a.conversations || byName(a, b),
};

interface Figures {
  conversations: number;
  firstAt: number | null;
  lastAt: number | null;
  readonly agents: Set<TranscriptAgent>;
}

interface Row {
  readonly id: number;
  readonly project: number | null;
  readonly agent: TranscriptAgent;
  readonly started_at: number | null;
  readonly last_at: number | null;
}

/** By the project's public id. */
function figuresOf(db: Sqlite.Database, sight: Sight, found: readonly FoundProject[]): ReadonlyMap<string, Figures> {
  const publicIds = new Map(found.map(({ id, public_id }) => [id, public_id]));
  const claimed = claimedConversations(db, sight);
  const owners = among("owner", sight.owners);
  const sql = `select id, project, agent, started_at, last_at from conversations where ${owners.sql} and listed = 1`;
  const figures = new Map<string, Figures>();
  for (const row of allRows<Row>(db, sql, owners.values)) {
    const key = claimed.get(row.id)?.id ?? publicIds.get(row.project ?? 0);
    if (key === undefined) continue;
    let sums = figures.get(key);
    if (!sums) figures.set(key, (sums = { conversations: 0, firstAt: null, lastAt: null, agents: new Set() }));
    sums.conversations += 1;
    sums.agents.add(row.agent);
    if (row.started_at !== null) sums.firstAt = Math.min(sums.firstAt ?? Infinity, row.started_at);
    if (row.last_at !== null) sums.lastAt = Math.max(sums.lastAt ?? 0, row.last_at);
  }
  return figures;
}

/** One that was found is there while something in it is not another project's. */
function allProjects(db: Sqlite.Database, sight: Sight): Project[] {
  const owners = among("owner", sight.owners);
  const found = allRows<FoundProject>(db, `select id, public_id, owner, folder from projects where ${owners.sql}`, owners.values);
  const figures = figuresOf(db, sight, found);
  const groups = byProject({ db, sight, scan: new RequestScan(db, sight) }, {});
  const spent = new Map<string, SpentRow>(groups.map((group) => [group.key, group.spent]));
  const created = sight.own.map(({ id, name, description, folders, archivedAt }) => ({
    id,
    name,
    description,
    archivedAt,
    folders: [...folders],
    own: true,
    created: true,
    ...figuresIn(figures.get(id), spent.get(id)),
  }));
  const others = found
    .filter(({ public_id }) => figures.has(public_id) || spent.has(public_id))
    .map((row) => {
      const named = sight.named.find(({ id }) => id === row.public_id);
      return {
        id: row.public_id,
        name: nameOf(sight, row),
        description: named?.description ?? "",
        folders: [row.folder],
        archivedAt: named?.archivedAt ?? null,
        own: (named?.name ?? null) !== null,
        created: false,
        ...figuresIn(figures.get(row.public_id), spent.get(row.public_id)),
      };
    });
  return [...created, ...others];
}

function figuresIn(
  figures: Figures | undefined,
  spent: SpentRow | undefined,
): Pick<Project, "conversations" | "firstAt" | "lastAt" | "agents" | "spent"> {
  const { conversations = 0, firstAt = null, lastAt = null, agents = [] } = figures ?? {};
  return { conversations, firstAt, lastAt, agents: [...agents].sort(), spent: toSpent(spent ?? NOTHING) };
}
