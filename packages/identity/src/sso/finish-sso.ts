import type { SsoProblem } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byClient } from "../audit/who.ts";
import type { Client } from "../core.ts";
import { POLICY } from "../policy.ts";
import { hashSecret } from "../secrets.ts";
import { type SignedIn, signIn } from "../sign-in.ts";
import type { Attempt } from "./attempts.ts";
import type { SsoPerson } from "./claims.ts";
import { exchange } from "./exchange.ts";
import { findAccount } from "./find-account.ts";
import { linkPerson } from "./link-person.ts";
import { SsoRefusal } from "./refusal.ts";
import type { Sso } from "./sso.ts";

/** What somebody brings back from a provider. */
export interface Returned {
  /** The provider whose address they came to. */
  readonly provider: string;
  /** The query of that address. */
  readonly query: string;
  /** What their browser kept since the beginning. */
  readonly attempt: string | null;
  /** What shows who is signed in there now. */
  readonly refreshToken: string | null;
}

export type SsoOutcome =
  | { readonly kind: "signed-in"; readonly signedIn: SignedIn; readonly return: string }
  | { readonly kind: "linked" }
  | { readonly kind: "problem"; readonly problem: SsoProblem; readonly linking: boolean; readonly return: string };

/** Signs in, or connects, who has come back from a provider. Rejects only when the database fails. */
export async function finishSso(sso: Sso, returned: Returned, client: Client): Promise<SsoOutcome> {
  const attempt = returned.attempt === null ? null : sso.attempts.open(returned.attempt);
  try {
    if (!attempt || !belongs(attempt, returned)) throw new SsoRefusal("expired");
    const { core } = sso;
    const loginId = attempt.link && (await loginBehind(sso, returned.refreshToken));
    if (attempt.link && attempt.link.loginId !== loginId) throw new SsoRefusal("expired", "somebody else is signed in");
    const person = await exchange(sso, { attempt, query: returned.query, client });
    if (!attempt.link)
      return { kind: "signed-in", signedIn: await enter(sso, attempt, { person, client }), return: attempt.return };
    await linkPerson(core, attempt.link, { person, client });
    return { kind: "linked" };
  } catch (error) {
    const refusal = error instanceof Fault ? new SsoRefusal("disabled", error.message) : error;
    if (!(refusal instanceof SsoRefusal)) throw error;
    await noteRefusal(sso, { provider: returned.provider, refusal, client });
    return { kind: "problem", problem: refusal.problem, linking: Boolean(attempt?.link), return: attempt?.return ?? "/" };
  }
}

/** Another provider's answer, or one to another question, is none to this one. */
function belongs(attempt: Attempt, { provider, query }: Returned): boolean {
  return attempt.provider === provider && new URLSearchParams(query).get("state") === attempt.state;
}

async function loginBehind({ core }: Sso, refreshToken: string | null): Promise<string | null> {
  if (refreshToken === null) return null;
  const tokens = core.db.selectFrom("refreshTokens").select("loginId").where("tokenHash", "=", hashSecret(refreshToken));
  return (await tokens.executeTakeFirst())?.loginId ?? null;
}

async function enter(sso: Sso, attempt: Attempt, { person, client }: { person: SsoPerson; client: Client }): Promise<SignedIn> {
  const { core, clients } = sso;
  const policy = clients.get(attempt.provider)?.settings.policy;
  if (!policy) throw new SsoRefusal("expired", "the provider is gone");
  const arrival = { person, policy, client, now: core.clock.now() };
  const account = await core.db.transaction().execute((trx) => findAccount(trx, arrival));
  if (account.roleChanged) core.revocations.announce({ userId: account.userId });
  return signIn(core, { id: account.userId, lifeMs: POLICY.ssoLoginLifeMs }, client);
}

const UNHEARD: ReadonlySet<SsoProblem> = new Set(["expired", "denied", "unavailable", "throttled"]);

interface Refused {
  readonly provider: string;
  readonly refusal: SsoRefusal;
  readonly client: Client;
}

/** What was turned away by the provider's word is written down; who just comes to the address is not. */
async function noteRefusal({ core }: Sso, { provider, refusal, client }: Refused): Promise<void> {
  const { problem, message } = refusal;
  core.log.warn({ provider, problem, reason: message }, "a sign-in with a provider was refused");
  if (UNHEARD.has(problem)) return;
  const act = { at: core.clock.now(), who: byClient(client), action: "auth.sso.finish", result: "refused" } as const;
  await core.db.transaction().execute((trx) => recordAudit(trx, { ...act, after: { provider, problem } }));
}
