import { TokenScope } from "@pilothouse/contracts";
import type { EntraSettings, GrantedScope } from "@pilothouse/identity";
import { z } from "zod";
import { BadSetting } from "./bad-setting.ts";
import { isLoopback } from "./loopback.ts";
import { GroupRoles, settingList } from "./setting-lists.ts";

const onOrOff = z.enum(["on", "off"]);

const Authority = z
  .url({ protocol: /^https?$/ })
  .transform((url) => new URL(url))
  .refine((url) => url.protocol === "https:" || isLoopback(url.hostname), "it begins with https://")
  .refine((url) => url.pathname === "/" && url.search === "", "name the host alone");

const Scopes = settingList.pipe(
  z.array(
    z.string().transform((entry, context): GrantedScope => {
      const [permission = "", name, ...more] = entry.split("=").map((part) => part.trim());
      const scope = TokenScope.safeParse(name);
      if (scope.success && permission !== "" && more.length === 0) return { permission, scope: scope.data };
      context.addIssue({ code: "custom", message: `write permission=scope, with a scope of ${TokenScope.options.join(", ")}` });
      return z.NEVER;
    }),
  ),
);

const OWN = "PILOTHOUSE_ENTRA_";

const Settings = z.strictObject({
  TENANT: z.guid("it is the id of the tenant, a GUID").transform((id) => id.toLowerCase()),
  AUDIENCES: settingList,
  // Whoever has an account in the tenant would be let in without.
  ALLOWED_GROUPS: settingList,
  SCOPES: Scopes.default([{ permission: "access_as_user", scope: "write" }]),
  ROLES: GroupRoles.default([]),
  CREATE_ACCOUNTS: onOrOff.default("off"),
  LINK_BY_EMAIL: onOrOff.default("off"),
  AUTHORITY: Authority.default(new URL("https://login.microsoftonline.com")),
});

/** Whether a variable of the environment is read here. */
export function isEntraSetting(name: string): boolean {
  return name.startsWith(OWN);
}

/** Whose access tokens are taken; `null`: nobody's. */
export function readEntra(given: Readonly<Record<string, string | undefined>>): EntraSettings | null {
  const named = Object.entries(given).filter(([name]) => isEntraSetting(name));
  if (named.length === 0) return null;
  const parsed = Settings.safeParse(Object.fromEntries(named.map(([name, value]) => [name.slice(OWN.length), value])));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path[0];
    throw new BadSetting(`${OWN}${String(name)}: ${issue?.message ?? "is malformed"}`);
  }
  const env = parsed.data;
  return {
    authority: env.AUTHORITY,
    tenant: env.TENANT,
    audiences: env.AUDIENCES,
    scopes: env.SCOPES,
    policy: {
      allowedDomains: [],
      allowedGroups: env.ALLOWED_GROUPS,
      roles: env.ROLES,
      createAccounts: env.CREATE_ACCOUNTS === "on",
      linkByEmail: env.LINK_BY_EMAIL === "on",
      // They are given out by the tenant.
      trustEmail: true,
    },
  };
}
