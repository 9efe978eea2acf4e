import { Email, PersonName, type SsoProblem } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Client, Core } from "../core.ts";
import { POLICY } from "../policy.ts";
import { findIdentityProof } from "../proofs.ts";
import { admittedAs } from "../sso/admission.ts";
import type { SsoPerson } from "../sso/claims.ts";
import { findAccount } from "../sso/find-account.ts";
import type { AccountPolicy } from "../sso/provider.ts";
import { SsoRefusal } from "../sso/refusal.ts";
import { normalEmail } from "../users.ts";
import type { EntraSettings } from "./settings.ts";
import { TenantKeys } from "./tenant-keys.ts";
import { type EntraClaims, verifyEntraToken } from "./verify-entra-token.ts";

/** Who sent this access token of Microsoft Entra ID; `null` when it is none. Fault `forbidden` for one that is of no use here. */
export type AuthenticateEntra = (bearer: string, client: Client) => Promise<Actor | null>;

type Deps = Pick<Core, "db" | "clock" | "log" | "revocations">;

/** Takes tokens of one tenant, or none at all. */
export function acceptEntra(core: Deps, settings: EntraSettings | null): AuthenticateEntra {
  if (!settings) return () => Promise.resolve(null);
  const keys = new TenantKeys(settings, core);
  return async (bearer, client) => {
    const claims = await verifyEntraToken(settings, keys, { bearer, now: core.clock.now() });
    if (!claims) return null;
    try {
      const { userId, role, identityId } = await accountOf(core, settings.policy, { person: personOf(settings, claims), client });
      return { userId, role, via: { kind: "entra", identityId, scope: claims.scope }, expiresAt: claims.exp * 1_000 };
    } catch (error) {
      if (error instanceof SsoRefusal) throw new Fault("forbidden", WORDS[error.problem] ?? "this token lets nobody in here");
      throw error;
    }
  };
}

/** Under the issuer of version 2, so that a person is the same with either version, and with single sign-on by `oid`. */
function personOf({ authority, tenant, policy }: EntraSettings, claims: EntraClaims): SsoPerson {
  const { oid, groups = [], roles = [], name } = claims;
  const asks = policy.allowedGroups.length > 0 || policy.roles.length > 0;
  const left = claims.groups === undefined && (claims._claim_names !== undefined || claims.hasgroups !== undefined);
  if (asks && left) throw new SsoRefusal("too_many_groups");
  const email = Email.safeParse(normalEmail(claims.email ?? claims.preferred_username ?? claims.upn ?? ""));
  return {
    issuer: `${authority.origin}/${tenant}/v2.0`,
    subject: oid,
    email: email.success ? email.data : null,
    emailVerified: policy.trustEmail,
    name: PersonName.safeParse(name).data ?? null,
    groups: [...groups, ...roles],
    vouchedAt: claims.iat * 1_000,
  };
}

interface Arriving {
  readonly person: SsoPerson;
  readonly client: Client;
}

/** Mostly they are known, and nothing is written. */
async function accountOf(core: Deps, policy: AccountPolicy, { person, client }: Arriving) {
  const now = core.clock.now();
  const role = admittedAs(policy, person);
  const known = await findIdentityProof(core, person);
  const recent = known !== undefined && now < (known.usedAt ?? 0) + POLICY.lastSeenStepMs;
  if (recent && known.disabledAt === null && (role === null || role === known.role))
    return { userId: known.userId, role: known.role, identityId: known.id };
  const arrival = { person, policy, client, now };
  const account = await core.db.transaction().execute((trx) => findAccount(trx, arrival));
  if (account.roleChanged) core.revocations.announce({ userId: account.userId });
  return account;
}

const WORDS: Partial<Record<SsoProblem, string>> = {
  too_many_groups:
    'this token leaves the groups out, because there are too many; have Entra ID send "groups assigned to the application", or app roles',
  not_allowed: "none of your groups and roles in Microsoft Entra ID may come in here",
  unverified: "your token has no e-mail address that counts here",
  no_account: "there is no account for you here yet; ask an administrator",
  not_connected: "there is an account with your e-mail address; sign in to it and connect Microsoft in its settings",
  disabled: "your account was disabled",
  no_setup: "this server has no administrator yet",
};
