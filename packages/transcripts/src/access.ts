import type { TranscriptDeps } from "./deps.ts";
import type { ReadInput, ReadName, ReadOutput } from "./read/reads.ts";
import type { Sight } from "./read/sight.ts";

type SightDeps = Pick<TranscriptDeps, "own" | "teamsOf" | "terminalsOf" | "clock">;

/** Whose transcripts a user reads: the user's own and those of the user's teams. */
export async function ownersOf({ teamsOf }: Pick<TranscriptDeps, "teamsOf">, userId: string): Promise<string[]> {
  return [`user:${userId}`, ...[...(await teamsOf(userId)).keys()].map((id) => `team:${id}`)];
}

/** What a user may see, as of now. */
async function sightOf(deps: SightDeps, userId: string): Promise<Sight> {
  const teams = [...(await deps.teamsOf(userId)).keys()];
  const [owners, own, named, terminals] = await Promise.all([
    ownersOf(deps, userId),
    deps.own.projectsOf(userId),
    deps.own.namedBy(userId, teams),
    deps.terminalsOf(userId),
  ]);
  const last = new Map(terminals.map((terminal) => [`${terminal.agent} ${terminal.sessionId}`, terminal]));
  return { owners, now: deps.clock.now(), own, named, terminals: [...last.values()] };
}

/** Asks the index for what a user may see; everything else is not there. */
export async function ask<Name extends ReadName>(
  deps: SightDeps & Pick<TranscriptDeps, "readers">,
  userId: string,
  [name, input]: readonly [Name, ReadInput<Name>],
): Promise<ReadOutput<Name>> {
  return deps.readers.ask(name, await sightOf(deps, userId), input);
}
