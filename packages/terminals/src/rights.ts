import type { TerminalDeps } from "./deps.ts";

/** Somebody has other terminals than before or, without `userId`, anybody may have. */
export interface RightsChange {
  readonly userId?: string;
}

/**
 * Ends at once what is open of those who have lost a terminal, and the links that they made to it; lists that are watched
 * are made anew. To be called once a team or a terminal's team has changed.
 */
export async function rightsChanged(
  deps: Pick<TerminalDeps, "possessions" | "rights" | "shares">,
  change: RightsChange,
): Promise<void> {
  deps.possessions.forget();
  deps.rights.publish(change);
  await deps.shares.endLost();
}
