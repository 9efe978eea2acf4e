/** Whose something is, as tables of the database have it: a user's, a team's or, with neither, nobody's. */
export interface OwnerColumns {
  readonly userId: string | null;
  readonly teamId: string | null;
}

/** The same in one word, as the index has it; empty: nobody. */
export function ownerOf({ userId, teamId }: OwnerColumns): string {
  if (teamId !== null) return `team:${teamId}`;
  return userId === null ? "" : `user:${userId}`;
}

export function columnsOf(owner: string): OwnerColumns {
  const [kind, id = null] = owner.split(":");
  return { userId: kind === "user" ? id : null, teamId: kind === "team" ? id : null };
}
