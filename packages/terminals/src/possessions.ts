import type { TerminalRecord } from "./record.ts";

/** Whose a terminal is: a team's or, without one, that of whoever made it. */
export type Possession = Pick<TerminalRecord, "ownerId" | "teamId">;

/** The one rule of who has a terminal: who is in its team or, without one, who made it. The store's lists say the same. */
export function isTheirs(userId: string, teams: ReadonlyMap<string, unknown>, { ownerId, teamId }: Possession): boolean {
  return teamId === null ? ownerId === userId : teams.has(teamId);
}

const MOST_REMEMBERED = 10_000;

/** Whose terminals are, remembered, because every key press asks. */
export class Possessions {
  readonly #known = new Map<string, Possession>();
  #changes = 0;

  /** Grows with everything that is forgotten. */
  get changes(): number {
    return this.#changes;
  }

  get(id: string): Possession | undefined {
    return this.#known.get(id);
  }

  /** What was read while something was forgotten may be over, and is not remembered. */
  remember({ id, ownerId, teamId }: Possession & Pick<TerminalRecord, "id">, changesBefore: number): void {
    if (changesBefore !== this.#changes) return;
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(id, { ownerId, teamId });
  }

  forget(): void {
    this.#changes += 1;
    this.#known.clear();
  }
}
