import { appRouter, type Permission, PERMISSIONS } from "@pilothouse/api";
import type { Role, TeamRole, TokenScope } from "@pilothouse/contracts";

/** Who calls, as the table sees them. */
export interface Caller {
  readonly name: string;
  readonly role: Role | "nobody" | "guest";
  /** Of an API token; `null`: signed in. */
  readonly scope: TokenScope | null;
  /** What the caller is in the victim's team. */
  readonly inTeam: TeamRole | null;
  /** The victim herself. */
  readonly owns: boolean;
}

/** Whose the object is that a call names. */
export type Whose = "hers" | "of her team" | "nobody's";

const ROLES: readonly Role[] = ["viewer", "member", "operator", "admin"];
const SCOPES: readonly TokenScope[] = ["read", "write", "admin"];

const least = <T>(order: readonly T[], has: T, needs: T) => order.indexOf(has) >= order.indexOf(needs);

/**
 * What the table says of a call, worked out anew: the server is held against this, not against itself. `passed` means let
 * in: it may still fail of what it asks for.
 */
export function expectedOf(path: string, caller: Caller, whose: Whose): string {
  const permission = PERMISSIONS[path];
  if (!permission) return "forbidden 403";
  return (
    refusedAtTheDoor(permission, caller) ?? (isAbout(permission, caller, whose) ? "passed" : deniedOf(permission, caller, whose))
  );
}

function refusedAtTheDoor({ access, from, scope }: Permission, caller: Caller): string | null {
  if (caller.role === "guest") return access === "shared" ? null : "forbidden 403";
  if (access === "public") return null;
  if (caller.role === "nobody") return "unauthenticated 401";
  if (!least(ROLES, caller.role, from)) return "forbidden 403";
  if (caller.scope === null) return null;
  return scope !== null && least(SCOPES, caller.scope, scope) ? null : "forbidden 403";
}

function isAbout({ access, team, others }: Permission, caller: Caller, whose: Whose): boolean {
  if (access === "public" || access === "user") return true;
  if (whose === "nobody's" || caller.role === "guest" || caller.role === "nobody") return false;
  if (access === "admin" || (others && least(ROLES, caller.role, others) && (caller.scope ?? "admin") === "admin")) return true;
  if (caller.owns && access !== "team") return true;
  return whose === "of her team" && team !== undefined && caller.inTeam !== null && (team === "member" || caller.inTeam === team);
}

/** Who is in the team sees that it is there; for everyone else it is not. */
function deniedOf({ team }: Permission, { inTeam }: Caller, whose: Whose): string {
  return whose === "of her team" && team !== undefined && inTeam !== null ? "forbidden 403" : "not_found 404";
}

/** `query`, `mutation` or `subscription`. */
export function typeOf(path: string): unknown {
  const procedures: object = appRouter._def.procedures;
  return Reflect.get(Reflect.get(Object(Reflect.get(procedures, path)), "_def") ?? {}, "type");
}

/** What an id of an input names, by the procedure and the field. */
export function kindOf(path: string, key: string): string | undefined {
  if (key === "id") return BY_PATH.find(([start]) => path.startsWith(start))?.[1];
  return BY_KEY[key];
}

const BY_KEY: Readonly<Record<string, string>> = {
  terminalId: "terminal",
  terminalIds: "terminal",
  ids: "terminal",
  userId: "user",
  ownerId: "user",
  actor: "user",
  teamId: "team",
  conversationId: "conversation",
  projectId: "project",
  messageId: "message",
  after: "message",
  before: "message",
  around: "message",
  block: "block",
};

const BY_PATH: readonly (readonly [string, string])[] = [
  ["terminals.shares.revoke", "share"],
  ["terminals.", "terminal"],
  ["attention.", "terminal"],
  ["apiKeys.", "apiKey"],
  ["auth.logins.", "login"],
  ["teams.", "team"],
  ["tokens.", "token"],
  ["users.", "user"],
  ["analytics.budgets.", "budget"],
  ["analytics.", "conversation"],
  ["conversations.", "conversation"],
  ["projects.", "project"],
];
