import { SsoProviderId } from "@pilothouse/contracts";
import { SSO_ALGORITHMS, type SsoProviderSettings } from "@pilothouse/identity";
import { z } from "zod";
import { BadSetting } from "./bad-setting.ts";
import { isLoopback } from "./loopback.ts";
import { readSecretFile } from "./secret-files.ts";
import { GroupRoles, settingList } from "./setting-lists.ts";

const onOrOff = z.enum(["on", "off"]);

/** Microsoft's common addresses, which speak for the people of every company there is. */
const EVERYBODY = /^\/(?:common|organizations|consumers)(?:\/|$)/;

const Issuer = z
  .url({ protocol: /^https?$/ })
  .refine((url) => new URL(url).protocol === "https:" || isLoopback(new URL(url).hostname), "it begins with https://")
  .refine((url) => !EVERYBODY.test(new URL(url).pathname), "name your own tenant: this one lets everybody in");

/** What one provider of identities is set up with, behind the beginning that their names share. */
const Settings = z.strictObject({
  ISSUER: Issuer,
  CLIENT_ID: z.string().max(300),
  CLIENT_SECRET_FILE: z.string().optional(),
  NAME: z.string().max(60).optional(),
  SCOPES: z.string().max(500).default("openid profile email"),
  ALGORITHM: z.enum(SSO_ALGORITHMS).default("RS256"),
  SUBJECT: z.enum(["sub", "oid"]).default("sub"),
  GROUPS_CLAIM: z.string().max(100).default("groups"),
  ALLOWED_DOMAINS: settingList.transform((domains) => domains.map((domain) => domain.toLowerCase())).default([]),
  ALLOWED_GROUPS: settingList.default([]),
  ROLES: GroupRoles.default([]),
  CREATE_ACCOUNTS: onOrOff.default("off"),
  LINK_BY_EMAIL: onOrOff.default("off"),
  TRUST_EMAIL: onOrOff.default("off"),
});

const OWN = "PILOTHOUSE_OIDC_";
const SEVERAL = "PILOTHOUSE_OIDC_PROVIDERS";

/** Whether a variable of the environment is read here. */
export function isSsoSetting(name: string): boolean {
  return name.startsWith(OWN);
}

/** One provider under `PILOTHOUSE_OIDC_`; several under `PILOTHOUSE_OIDC_<ID>_`, with their ids in `PILOTHOUSE_OIDC_PROVIDERS`. */
export function readSso(given: Readonly<Record<string, string | undefined>>): SsoProviderSettings[] {
  const named = Object.entries(given).filter(([name]) => isSsoSetting(name));
  if (named.length === 0) return [];
  const ids = given[SEVERAL]?.split(",").map((id) => id.trim());
  if (ids === undefined) return [readProvider({ id: "oidc", prefix: OWN }, named)];
  const wrong = ids.find((id, at) => !SsoProviderId.safeParse(id).success || ids.indexOf(id) !== at);
  if (wrong !== undefined) throw new BadSetting(`${SEVERAL}: write names such as keycloak, each once, with commas between`);
  const places = ids.map((id) => ({ id, prefix: `${OWN}${id.toUpperCase().replaceAll("-", "_")}_` }));
  const stray = named.find(([name]) => name !== SEVERAL && !places.some(({ prefix }) => name.startsWith(prefix)));
  if (stray) throw new BadSetting(`${stray[0]}: belongs to none of the providers in ${SEVERAL}`);
  return places.map((place) => readProvider(place, named));
}

function readProvider(
  { id, prefix }: { readonly id: string; readonly prefix: string },
  named: readonly (readonly [string, string | undefined])[],
): SsoProviderSettings {
  const own = named.filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]);
  const parsed = Settings.safeParse(Object.fromEntries(own));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path[0];
    throw new BadSetting(`${prefix}${String(name)}: ${issue?.message ?? "is malformed"}`);
  }
  const env = parsed.data;
  const issuer = new URL(env.ISSUER);
  return {
    id,
    name: env.NAME ?? issuer.hostname,
    issuer,
    clientId: env.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET_FILE === undefined ? null : secretIn(`${prefix}CLIENT_SECRET_FILE`, env.CLIENT_SECRET_FILE),
    scopes: env.SCOPES,
    algorithm: env.ALGORITHM,
    subjectClaim: env.SUBJECT,
    groupsClaim: env.GROUPS_CLAIM,
    policy: {
      allowedDomains: env.ALLOWED_DOMAINS,
      allowedGroups: env.ALLOWED_GROUPS,
      roles: env.ROLES,
      createAccounts: env.CREATE_ACCOUNTS === "on",
      linkByEmail: env.LINK_BY_EMAIL === "on",
      trustEmail: env.TRUST_EMAIL === "on",
    },
  };
}

function secretIn(setting: string, file: string): string {
  const secret = readSecretFile(setting, file).trim();
  if (secret === "") throw new BadSetting(`${setting}: ${file} is empty`);
  return secret;
}
