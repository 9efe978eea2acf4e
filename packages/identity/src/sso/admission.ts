import { Role } from "@pilothouse/contracts";
import type { SsoPerson } from "./claims.ts";
import type { AccountPolicy } from "./provider.ts";
import { SsoRefusal } from "./refusal.ts";

const EVERYONE = "*";

/** Whether somebody may come in at all, and as what; `null`: the provider does not decide that. */
export function admittedAs(policy: AccountPolicy, person: SsoPerson): Role | null {
  const { allowedDomains, allowedGroups, roles } = policy;
  if (allowedDomains.length > 0) {
    if (person.email === null || !person.emailVerified) throw new SsoRefusal("unverified");
    const domain = person.email.slice(person.email.lastIndexOf("@") + 1);
    if (!allowedDomains.includes(domain)) throw new SsoRefusal("not_allowed", "the domain is not allowed");
  }
  if (allowedGroups.length > 0 && !allowedGroups.some((group) => person.groups.includes(group)))
    throw new SsoRefusal("not_allowed", "none of the groups is allowed");
  if (roles.length === 0) return null;
  const given = roles.filter(({ group }) => group === EVERYONE || person.groups.includes(group)).map(({ role }) => role);
  const highest = Role.options.findLast((role) => given.some((one) => one === role));
  if (highest === undefined) throw new SsoRefusal("not_allowed", "none of the groups gives a role");
  return highest;
}
