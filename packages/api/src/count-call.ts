import { Fault, networkOf } from "@pilothouse/platform";
import type { Context } from "./context.ts";

/** What a caller who is not known brings here is the proof itself, and no stranger can make up one that passes. */
const BY_PROOF: ReadonlySet<string> = new Set(["auth.refresh", "terminals.shares.open"]);
const STRANGERS = "strangersCallsPerMinute";

type Caller = Pick<Context, "actor" | "guest" | "client" | "rates">;

/**
 * One more call of a user, of who came by a share link, or of a network's strangers, before rights are looked up, so that what
 * is too much costs little. Fault `quota`. What is returned is to be told how the call went.
 */
export async function countCall(ctx: Caller, path: string): Promise<(passed: boolean) => Promise<void>> {
  const { actor, guest, client, rates } = ctx;
  const known = actor?.userId ?? guest?.shareId;
  const network = networkOf(client.address);
  if (known === undefined && BY_PROOF.has(path)) return countByProof(rates, `${network} ${path}`);
  await (known === undefined ? rates.count(STRANGERS, network) : rates.count("callsPerMinute", known));
  return () => Promise.resolve();
}

/**
 * One stranger must not keep everybody behind their address from what they have a proof for. So calls that fail are refused in
 * their stead once there were too many, and keep none that passes from passing; those that passed are counted apart.
 */
async function countByProof(rates: Caller["rates"], key: string): Promise<(passed: boolean) => Promise<void>> {
  await rates.check(STRANGERS, `${key} passed`);
  return async (passed) => {
    try {
      await rates.count(STRANGERS, passed ? `${key} passed` : `${key} failed`);
    } catch (error) {
      // What was given out is given out.
      if (!(passed && error instanceof Fault)) throw error;
    }
  };
}
