import type { LimitsInForce, ProcessLimits } from "@pilothouse/contracts";
import { type Logger, messageOf } from "@pilothouse/platform";
import type { CgroupRoot, Controller } from "./find-cgroup.ts";
import { rlimitCommands, tasksOf } from "./rlimits.ts";
import { TerminalCgroup } from "./terminal-cgroup.ts";

interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

interface LimitedProgram extends Command {
  readonly inForce: LimitsInForce;
  readonly cgroup: TerminalCgroup | null;
}

interface LimitRequest extends Command {
  readonly id: string;
  readonly limits: ProcessLimits;
  readonly cgroup: CgroupRoot | null;
  /** Whom the program runs as; the system counts each account's processes. */
  readonly uid: number;
  /** Whoever starts the program puts it into its group, because the program itself may not. */
  readonly carried: boolean;
  readonly log: Logger;
}

const NEEDS = { processes: "pids", memoryBytes: "memory", cpuPercent: "cpu" } as const satisfies Record<string, Controller>;

/**
 * A command that runs `program` within limits: in a cgroup of its own where this machine lets us have one, otherwise
 * by what a process may limit for itself and its children. What is really in force is in `inForce`.
 */
export async function limitProgram(request: LimitRequest): Promise<LimitedProgram> {
  const { id, program, args, limits, cgroup, uid, carried, log } = request;
  const group = await makeGroup(cgroup, { id, limits, log });
  const own = group ? { cpuSeconds: limits.cpuSeconds } : ownLimits(limits, uid);
  const commands = rlimitCommands(own, await tasksOf(uid));
  const inForce = describe(group ? limits : own, group ? "cgroup" : "rlimit");
  if ((!group || carried) && commands.length === 0) return { program, args, inForce, cgroup: group };
  // The shell goes into the group itself, so that nothing is ever started outside of it.
  const enter = group && !carried ? ['echo 0 >"$1" || exit 126'] : [];
  const script = [...enter, "shift", ...commands, 'exec "$@"'].join("; ");
  return { program: "/bin/sh", args: ["-c", script, "sh", group?.door ?? "", program, ...args], inForce, cgroup: group };
}

async function makeGroup(
  root: CgroupRoot | null,
  { id, limits, log }: Pick<LimitRequest, "id" | "limits" | "log">,
): Promise<TerminalCgroup | null> {
  const needed = (["processes", "memoryBytes", "cpuPercent"] as const).filter((name) => limits[name] !== undefined);
  if (!root || needed.length === 0 || !needed.every((name) => root.controllers.has(NEEDS[name]))) return null;
  try {
    return await TerminalCgroup.make(root.folder, id, limits);
  } catch (error) {
    log.warn({ terminal: id, reason: messageOf(error) }, "a terminal has no cgroup");
    return null;
  }
}

/** What a process can be limited to without a cgroup. */
function ownLimits({ processes, memoryBytes, cpuSeconds }: ProcessLimits, uid: number): ProcessLimits {
  // The kernel counts no processes of root, and elsewhere than on Linux we cannot count those there are.
  const counted = process.platform === "linux" && uid !== 0;
  return { ...(counted && processes !== undefined && { processes }), memoryBytes, cpuSeconds };
}

function describe(limits: ProcessLimits, by: "cgroup" | "rlimit"): LimitsInForce {
  const { processes = null, memoryBytes = null, cpuPercent = null, cpuSeconds = null } = limits;
  const given = { processes, memoryBytes, cpuPercent, cpuSeconds };
  return { by: Object.values(given).every((limit) => limit === null) ? "none" : by, ...given };
}
