import { type CreateTerminal, NO_CARE, type Terminal } from "@pilothouse/contracts";
import { type Actor, Fault, messageOf, newId } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { lifetimeWithin, type TerminalPolicy, withinPolicy } from "../policy.ts";
import type { RunnerTerminal, SpawnSpec } from "../port.ts";
import { factsOf, type TerminalRecord, toTerminal } from "../record.ts";
import { mustBeIn, noTeam } from "./move.ts";

/** What was asked for, and the environment that it comes to. */
interface Asked extends Omit<CreateTerminal, "env"> {
  readonly env: Readonly<Record<string, string>>;
}

const CREATE = "terminals.create";
const DEFAULT_SIZE = { cols: 80, rows: 24 };

/** Starts a program in a new terminal. The record comes first, so a terminal that runs is always known. */
export async function createTerminal(deps: TerminalDeps, actor: Actor, input: CreateTerminal): Promise<Terminal> {
  mustBeIn(await deps.teamsOf(actor.userId), input.teamId ?? null);
  const env = await environmentOf(deps, actor, input);
  const { cols = DEFAULT_SIZE.cols, rows = DEFAULT_SIZE.rows } = input;
  const record: TerminalRecord = {
    id: newId(),
    ownerId: actor.userId,
    teamId: input.teamId ?? null,
    runnerId: deps.runnerId,
    title: input.title ?? (input.command ? titleOf(input.command) : "Shell"),
    command: input.command ?? [],
    cwd: input.cwd ?? "",
    status: "running",
    cols,
    rows,
    pid: null,
    epoch: "",
    startOffset: 0,
    endOffset: 0,
    exit: null,
    createdAt: deps.clock.now(),
    care: NO_CARE,
    activity: { state: "starting", since: deps.clock.now(), source: "process", message: null },
    agentSession: null,
    attention: null,
    resume: null,
    apiKeys: input.apiKeys ?? [],
  };
  const limit = deps.limits.liveTerminalsPerUser;
  deps.starting.add(record.id);
  try {
    const inserted = await deps.store.insertWithin(record, limit);
    if (inserted === "not in its team") throw noTeam();
    if (inserted === "too many") {
      throw new Fault("quota", `you have ${limit} running terminals, which is the limit; close one first`, { limit });
    }
    await writeDown(deps, actor, record);
    const live = await spawn(deps, record, { ...input, env }).catch(async (error: unknown) => {
      const failed = { action: CREATE, target: record.id, result: "failed" } as const;
      await deps
        .audit(actor, failed)
        .catch((reason: unknown) => deps.log.error({ err: reason }, "a failure was not written down"));
      throw error;
    });
    const latest = (await deps.store.update(record.id, factsOf(live))) ?? record;
    const terminal = toTerminal(latest, live);
    const { ownerId, teamId } = latest;
    deps.changes.publish({ type: "changed", ownerId, teamId, terminal });
    return terminal;
  } finally {
    deps.starting.delete(record.id);
  }
}

/** What the caller adds to the environment: its own variables, and the keys that it asks for by name. */
async function environmentOf(
  { grant }: Pick<TerminalDeps, "grant">,
  actor: Actor,
  { env = {}, apiKeys = [] }: CreateTerminal,
): Promise<Readonly<Record<string, string>>> {
  const twice = apiKeys.find(({ as }) => as in env);
  if (twice) throw new Fault("invalid", `${twice.as} is in env already; choose another variable for the key ${twice.name}`);
  return { ...env, ...(await grant(actor, apiKeys)) };
}

/** Arguments can hold anything, so of the command there is the program's name only. */
async function writeDown(deps: TerminalDeps, actor: Actor, { id, command, apiKeys, teamId }: TerminalRecord): Promise<void> {
  const granted = apiKeys.map(({ name, as }) => `${name} as ${as}`);
  const after = { program: command[0] ?? "shell", apiKeys: granted, ...(teamId !== null && { team: teamId }) };
  try {
    await deps.audit(actor, { action: CREATE, target: id, result: "begun", after });
  } catch (error) {
    await deps.store.remove(id);
    throw error;
  }
}

async function spawn(deps: TerminalDeps, record: TerminalRecord, input: Asked): Promise<RunnerTerminal> {
  try {
    return await deps.host.spawn({
      id: record.id,
      cols: record.cols,
      rows: record.rows,
      ...(input.command && { command: input.command }),
      ...(input.cwd !== undefined && { cwd: input.cwd }),
      ...(Object.keys(input.env).length > 0 && { env: input.env }),
      ...limitsOf(deps.policy, input),
      lifetime: lifetimeWithin(deps.policy, input.lifetime),
      inputAudit: deps.policy.inputAudit,
    });
  } catch (error) {
    const live = isFault(error, "unavailable") ? await startedAllTheSame(deps, record.id) : null;
    if (live === null) await deps.store.remove(record.id);
    if (live === "unknown") throw new Fault("unavailable", messageOf(error), { outcome: "unknown" });
    if (live === null) throw error;
    return live;
  }
}

/** What became of a start whose answer was lost; `null` when nothing did, `"unknown"` when only `reconcile` will know. */
async function startedAllTheSame(deps: TerminalDeps, id: string): Promise<RunnerTerminal | null | "unknown"> {
  try {
    return await deps.host.get(id);
  } catch (error) {
    return isFault(error, "not_found") ? null : "unknown";
  }
}

function limitsOf(policy: TerminalPolicy, input: CreateTerminal): Pick<SpawnSpec, "limits"> {
  const limits = withinPolicy(policy, input.limits);
  return Object.keys(limits).length > 0 ? { limits } : {};
}

function isFault(error: unknown, kind: Fault["kind"]): boolean {
  return error instanceof Fault && error.kind === kind;
}

function titleOf(command: readonly string[]): string {
  const [program = "", ...rest] = command;
  const name = program.slice(program.lastIndexOf("/") + 1);
  return [name, ...rest].join(" ").slice(0, 80).trim() || "Terminal";
}
