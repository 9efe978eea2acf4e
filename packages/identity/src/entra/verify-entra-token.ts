import type { KeyObject } from "node:crypto";
import { TokenScope } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import jwt from "jsonwebtoken";
import { z } from "zod";
import { POLICY } from "../policy.ts";
import { verifyJws } from "../verify-jws.ts";
import type { EntraSettings } from "./settings.ts";
import type { TenantKeys } from "./tenant-keys.ts";

const ALGORITHM = "RS256";

/** Strict: `jwk`, `jku`, `x5u` and `crit` have no place there, nor has the `nonce` of tokens that are for Microsoft itself. */
const Header = z.strictObject({
  alg: z.literal(ALGORITHM),
  typ: z.literal("JWT"),
  kid: z.string().min(1).max(200),
  x5t: z.string().optional(),
});

const Claims = z.object({
  ver: z.enum(["1.0", "2.0"]),
  iss: z.string(),
  aud: z.string(),
  tid: z.string(),
  oid: z.string().min(1).max(100),
  exp: z.int(),
  nbf: z.int(),
  iat: z.int(),
  scp: z.string().optional(),
  idtyp: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  preferred_username: z.string().optional(),
  upn: z.string().optional(),
  groups: z.array(z.string()).optional(),
  roles: z.array(z.string()).optional(),
  _claim_names: z.unknown().optional(),
  hasgroups: z.unknown().optional(),
});
export interface EntraClaims extends z.infer<typeof Claims> {
  readonly scope: TokenScope;
}

/** Who issues the tokens of either version (Microsoft: "Access token claims reference", `iss`). */
function issuersOf({ authority, tenant }: EntraSettings): Readonly<Record<"1.0" | "2.0", string>> {
  const china = authority.hostname.endsWith(".chinacloudapi.cn") || authority.hostname.endsWith(".microsoftonline.cn");
  return {
    "1.0": `https://sts.${china ? "chinacloudapi.cn" : "windows.net"}/${tenant}/`,
    "2.0": `${authority.origin}/${tenant}/v2.0`,
  };
}

/**
 * What an access token of the tenant says; `null` for anything that is none, or not one for this server. Fault `forbidden`
 * for one that is genuine and of no use here.
 */
export async function verifyEntraToken(
  settings: EntraSettings,
  keys: Pick<TenantKeys, "find">,
  { bearer, now }: { readonly bearer: string; readonly now: number },
): Promise<EntraClaims | null> {
  const unread = jwt.decode(bearer, { complete: true });
  const header = Header.safeParse(unread?.header);
  const promised = Claims.safeParse(unread?.payload);
  // Before any key is asked for: what is not of this tenant costs nothing.
  if (!header.success || !promised.success || !isOurs(settings, promised.data)) return null;
  const key = await keys.find(header.data.kid);
  const claims = key === null ? null : read(settings, { bearer, key, now });
  return claims && { ...claims, scope: scopeOf(settings, claims) };
}

function isOurs(settings: EntraSettings, { ver, iss, tid, aud }: z.infer<typeof Claims>): boolean {
  return iss === issuersOf(settings)[ver] && tid === settings.tenant && settings.audiences.includes(aud);
}

function read(
  settings: EntraSettings,
  { bearer, key, now }: { readonly bearer: string; readonly key: KeyObject; readonly now: number },
): z.infer<typeof Claims> | null {
  const claims = Claims.safeParse(
    verifyJws(bearer, key, {
      algorithm: ALGORITHM,
      clockTimestamp: Math.floor(now / 1_000),
      clockTolerance: POLICY.entraSkewMs / 1_000,
    }),
  );
  return claims.success && isOurs(settings, claims.data) ? claims.data : null;
}

/** An ID token has no `scp`, and neither has a program's own token. */
function scopeOf({ scopes }: EntraSettings, { scp, idtyp }: z.infer<typeof Claims>): TokenScope {
  if (scp === undefined || idtyp === "app")
    throw new Fault("forbidden", "this token is not an access token of a person; programs use an API token of Pilothouse");
  const held = new Set(scp.split(" "));
  const granted = new Set(scopes.filter(({ permission }) => held.has(permission)).map(({ scope }) => scope));
  const widest = TokenScope.options.findLast((scope) => granted.has(scope));
  if (widest !== undefined) return widest;
  const wanted = scopes.map(({ permission }) => permission).join(", ");
  throw new Fault("forbidden", `this token has none of the permissions that count here; ask for ${wanted}`);
}
