import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Id, NO_CARE } from "@pilothouse/contracts";
import { errnoOf, Fault, messageOf } from "@pilothouse/platform";
import { openAgentHooks } from "../activity/agent-hooks.ts";
import { isShell } from "../activity/is-shell.ts";
import { ActivityWatch } from "../activity/watch-activity.ts";
import type { SpawnSpec } from "../port.ts";
import type { Care } from "./care.ts";
import { claudeFolderOf } from "./conversation.ts";
import { terminalEnvironment } from "./environment.ts";
import { resolveFolder } from "./folder.ts";
import { inputLogOf } from "./input-log-of.ts";
import { Lifetime } from "./limits/lifetime.ts";
import { limitProgram } from "./limits/limit-program.ts";
import { newRecording } from "./open-recording.ts";
import type { EngineContext } from "./options.ts";
import { identify } from "./process-identity.ts";
import { Program, type ProgramOptions } from "./program.ts";
import { resolveProgram, userShell } from "./programs.ts";
import { checkSize } from "./sizes.ts";
import { Terminal } from "./terminal.ts";
import type { TerminalFacts } from "./terminal-file.ts";

/** Names a run of a program; 26 characters are 130 random bits. */
function newEpoch(): string {
  return Array.from(randomBytes(26), (byte) => (byte % 32).toString(32)).join("");
}

/** Makes the folder of a new terminal. A disk that refuses stops no terminal: its output is then kept in memory only. */
async function makeFolder(context: EngineContext, id: string): Promise<string> {
  const folder = join(context.folder, id);
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (errnoOf(error) === "EEXIST") throw new Fault("conflict", `there is a terminal ${id} already`, { id });
    context.log.warn({ terminal: id, reason: messageOf(error) }, "a terminal has no folder on disk");
  });
  return folder;
}

/**
 * Starts a program in a new terminal, which `onStarted` gets before anything can have happened to it. Throws a Fault
 * `invalid` for what cannot work, before anything is started.
 */
export async function spawnTerminal(
  context: EngineContext,
  spec: SpawnSpec,
  onStarted: (terminal: Terminal) => void,
): Promise<Terminal> {
  const { environment, limits, clock, log, owner, user, eyes } = context;
  const { id, cols, rows } = spec;
  if (!Id.safeParse(id).success) throw new Fault("invalid", "a terminal's id is a UUID");
  checkSize({ cols, rows });
  const env = terminalEnvironment(environment, spec);
  const cwd = await resolveFolder(spec.cwd, env["HOME"] ?? "/", eyes);
  const command = [...(spec.command ?? [await userShell(env["SHELL"], eyes)])];
  const [name = "", ...args] = command;
  const program = await resolveProgram(name, { path: env["PATH"] ?? "", cwd }, eyes);

  // What was made by then goes again when it cannot be started.
  await using made = new AsyncDisposableStack();
  const folder = await makeFolder(context, id);
  made.defer(() => rm(folder, { recursive: true, force: true }));
  const claudeFolder = claudeFolderOf(command, env);
  const fixed = { format: 1, id, epoch: newEpoch(), command, cwd, createdAt: clock.now(), owner } as const;
  const hooks = await openAgentHooks({ folder, program, args, user, log });
  made.defer(() => hooks?.close());
  const { cgroup, inForce, ...limited } = await limit(context, spec, { program, args: hooks?.args ?? args });
  made.defer(() => cgroup?.remove());
  let facts: TerminalFacts = {
    ...fixed,
    process: null,
    ...(claudeFolder !== null && { claudeFolder }),
    ...(hooks?.outside && { reportFolder: hooks.outside }),
    cgroup: cgroup?.folder ?? null,
    care: { ...NO_CARE, limits: inForce },
  };
  let care: Care | null = null;
  const recording = newRecording({ folder, facts: () => ({ ...facts, care: care?.facts ?? facts.care }), limits, clock, log });
  made.defer(() => recording.close(new Fault("not_found", "the terminal did not start")));
  recording.resize({ cols, rows });
  // On disk before it runs: whatever happens to this process, its mark finds the program again.
  await recording.flush();
  const asksForCommands = isShell(program, args);
  const activity = new ActivityWatch({ clock, isShell: asksForCommands, hooks });
  made.defer(() => activity.end());
  const inputs = inputLogOf(context, folder, spec.inputAudit);
  const running = start({
    id,
    recording,
    activity,
    isShell: asksForCommands,
    inputs,
    log,
    queuedInputBytes: limits.queuedInputBytes,
    spec: { ...limited, cwd, env, cols, rows, ...(user && { as: { ...user, door: cgroup?.door ?? null } }) },
    care: facts.care,
    cgroup,
    onQuestion: () => context.onQuestion(id),
  });
  if (running instanceof Error) throw new Fault("unavailable", `the program could not be started: ${running.message}`);
  made.move();
  ({ care } = running);
  // On disk, because nobody else can tell which conversation it was once this process was killed.
  activity.onSession = (agentSession) => {
    facts = { ...facts, agentSession };
    recording.factsChanged();
  };
  const { onChange } = context;
  const lifetime = new Lifetime(spec.lifetime ?? {}, clock.now());
  const parts = { recording, program: running, care, inputs, lifetime, activity, eyes };
  const terminal = new Terminal({ facts, ...parts, clock, onChange });
  onStarted(terminal);
  const identity = await identify(running.pid);
  facts = { ...facts, process: identity };
  recording.factsChanged();
  return terminal;
}

async function limit(context: EngineContext, { id, limits }: SpawnSpec, command: { program: string; args: readonly string[] }) {
  if (!limits) return { ...command, inForce: NO_CARE.limits, cgroup: null };
  const { user, log } = context;
  const uid = user?.uid ?? process.getuid?.() ?? 0;
  return limitProgram({ ...command, id, limits, cgroup: await context.cgroup(), uid, carried: user !== null, log });
}

function start(options: ProgramOptions): Program | Error {
  try {
    return new Program(options);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
