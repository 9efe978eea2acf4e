import type { Role } from "@pilothouse/contracts";
import { useCallback } from "react";
import { useUser } from "./use-user.ts";

/** What the dashboard offers to some roles only, and the least one: the same as in the server's table of permissions. */
export const NEEDS = {
  "apiKeys.create": "member",
  "terminals.create": "member",
  "terminals.write": "member",
  "terminals.rename": "member",
  "terminals.close": "member",
  "terminals.delete": "member",
  "terminals.resume": "member",
  "terminals.keep": "member",
  "terminals.takeControl": "member",
  "terminals.shares.create": "member",
  "attention.dismiss": "member",
  "projects.create": "member",
  "projects.update": "member",
  "analytics.budgets.create": "member",
  "analytics.budgets.update": "member",
  "users.list": "admin",
  "audit.list": "admin",
  "vault.rotate": "admin",
} as const satisfies Readonly<Record<string, Role>>;

export type Act = keyof typeof NEEDS;

/** Each includes those before it. */
const ROLES: readonly Role[] = ["viewer", "member", "operator", "admin"];

/** Why this role may not do something, in the server's words; `null`: it may. */
export function refusalOf(role: Role, act: Act): string | null {
  const least = NEEDS[act];
  return ROLES.indexOf(role) >= ROLES.indexOf(least) ? null : `This needs the role ${least}; yours is ${role}.`;
}

/** Whether who is signed in may do something. What they may not is not offered to them. */
export function useMay(): (act: Act) => boolean {
  const role = useUser()?.role ?? "viewer";
  return useCallback((act) => refusalOf(role, act) === null, [role]);
}
