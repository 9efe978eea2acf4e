import type { Role } from "@pilothouse/contracts";
import { type Actor, newId } from "@pilothouse/platform";
import type { Client } from "../../core.ts";
import { actorOf, laptop, openTestIdentity } from "../../testing/open-test-identity.ts";
import type { SsoOutcome } from "../finish-sso.ts";
import type { AccountPolicy, SsoProviderSettings } from "../provider.ts";
import { type Claims, startTestProvider } from "./test-provider.ts";

/** Of every user that `addUser` makes. */
export const PASSWORD = "another long one";

/** An address of its own, so that what fails from one counts for no other. */
let addresses = 0;
export const elsewhere = (): Client => ({ address: `198.51.100.${(addresses += 1)}`, userAgent: "laptop" });

/** Ada the administrator, and a provider with this policy whose people may come in or not. */
export async function openTestSso(
  policy: Partial<AccountPolicy> = {},
  changes: Partial<Omit<SsoProviderSettings, "policy">> = {},
) {
  const provider = await startTestProvider();
  const joining = { registration: "off", mailer: null, urlOf: (path: string) => `http://127.0.0.1:7070${path}` } as const;
  const t = await openTestIdentity({}, joining, { sso: [provider.settings({ ...changes, policy })] });
  const { sso } = t.identity;
  return {
    t,
    provider,
    sso,
    /** Comes back from the provider as this person, from the browser that went there. */
    async comeBackAs(claims: Claims, client: Client = laptop): Promise<SsoOutcome> {
      const { url, attempt } = await sso.begin({ provider: "test", return: "/terminals" });
      return sso.finish({ provider: "test", query: provider.visit(url, claims), attempt, refreshToken: null }, client);
    },
    /** A user with a password, signed in. */
    async addUser(admin: Actor, email: string, role: Role = "member") {
      const credentials = { email, password: PASSWORD };
      const user = await t.identity.createUser(admin, { ...credentials, name: email, role });
      const { tokens } = await t.identity.login(credentials, laptop);
      return { user, tokens, actor: await actorOf(t.identity, tokens.accessToken) };
    },
    async [Symbol.asyncDispose]() {
      await t[Symbol.asyncDispose]();
      await provider[Symbol.asyncDispose]();
    },
  };
}

/** Somebody at the provider, whom it vouches for. */
export function person(changes: Claims = {}): Claims {
  return { sub: newId(), email: "carol@example.org", email_verified: true, name: "Carol", ...changes };
}

/** Why somebody was turned away; fails the test when nobody was. */
export function problemOf(outcome: SsoOutcome): string {
  if (outcome.kind !== "problem") throw new Error(`the outcome is ${outcome.kind}`);
  return outcome.problem;
}

/** Who came in; fails the test when nobody did. */
export function signedInBy(outcome: SsoOutcome) {
  if (outcome.kind !== "signed-in")
    throw new Error(`the outcome is ${outcome.kind === "problem" ? outcome.problem : outcome.kind}`);
  return outcome.signedIn;
}
