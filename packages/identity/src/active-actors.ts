import type { Actor } from "@pilothouse/platform";
import type { Core } from "./core.ts";
import { isActive } from "./is-active.ts";
import { POLICY } from "./policy.ts";

/** More than this many people and programs at once do not call within a second. */
const MOST_REMEMBERED = 10_000;

/**
 * `isActive`, remembered for `POLICY.activeForMs`, because every key press asks. A revocation forgets everything, also
 * what is being looked up at that moment.
 */
export function rememberActive(core: Pick<Core, "db" | "clock" | "revocations">): (actor: Actor) => Promise<boolean> {
  const until = new Map<string, number>();
  let revocations = 0;
  core.revocations.listen(() => {
    revocations += 1;
    until.clear();
  });
  return async (actor) => {
    const key = `${proofIdOf(actor)} ${actor.role}`;
    const now = core.clock.now();
    const known = until.get(key);
    if (known !== undefined && now < known && now >= known - POLICY.activeForMs) return true;
    const seen = revocations;
    const active = await isActive(core, actor);
    if (until.size >= MOST_REMEMBERED) until.clear();
    if (active && seen === revocations) until.set(key, now + POLICY.activeForMs);
    else until.delete(key);
    return active;
  };
}

function proofIdOf({ via }: Actor): string {
  if (via.kind === "login") return via.loginId;
  return via.kind === "token" ? via.tokenId : via.identityId;
}
