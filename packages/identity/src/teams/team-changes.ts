import { createTopic, type Topic } from "@pilothouse/platform";

/** Somebody is in other teams than before, or, without `userId`, anybody may be. */
export interface TeamsChange {
  readonly userId?: string;
}

export type TeamChanges = Topic<TeamsChange>;

export const createTeamChanges = (): TeamChanges => createTopic<TeamsChange>();
