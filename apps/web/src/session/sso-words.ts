import type { SsoProblem } from "@pilothouse/contracts";

const WORDS: Readonly<Record<SsoProblem, string>> = {
  expired: "That took too long, or was begun in another browser or under another address. Try again from here.",
  denied: "The provider did not sign you in.",
  invalid: "The answer of the provider could not be verified. Tell an administrator.",
  unavailable: "The provider does not answer. Try again later, or sign in with your password.",
  unverified: "The provider does not vouch for your e-mail address. Verify it there, or ask an administrator.",
  not_allowed: "Your account at the provider may not be used here. Ask an administrator.",
  too_many_groups:
    "The provider lists too many groups to say which are yours. An administrator can have it send only those of this application.",
  no_account: "There is no account for you here yet. Ask an administrator for one.",
  not_connected: "There is an account with your e-mail address. Sign in to it, and connect the provider in its settings.",
  disabled: "Your account was disabled. Ask an administrator.",
  taken: "At the provider you are somebody who signs in to another account here.",
  throttled: "Too many sign-ins from your network have failed. Wait a little.",
  no_setup: "This server has no administrator yet.",
};

/** What to say to somebody who came back from a provider; `null` for what is no problem of ours. */
export function ssoWords(problem: string | undefined): string | null {
  return Object.entries(WORDS).find(([name]) => name === problem)?.[1] ?? null;
}
