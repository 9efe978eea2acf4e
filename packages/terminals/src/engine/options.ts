import { LIMITS } from "@pilothouse/contracts";
import type { Clock, Logger } from "@pilothouse/platform";
import type { RunnerTerminal } from "../port.ts";
import type { SourceEnvironment } from "./environment.ts";
import type { Eyes } from "./eyes.ts";
import type { CgroupRoot } from "./limits/find-cgroup.ts";
import type { ProcessIdentity } from "./process-identity.ts";
import type { SystemUser } from "./system-user.ts";

export interface EngineOptions {
  /** Absolute; holds one folder for each terminal. */
  readonly folder: string;
  /** What terminals' environments are picked from; only names on the allow-list reach them. */
  readonly environment: SourceEnvironment;
  /** Whom programs run as; left out or `null`, like this process. Only root can give them to somebody else. */
  readonly user?: SystemUser | null;
  /** The version that `info` tells. */
  readonly version: string;
  readonly log: Logger;
  readonly clock: Clock;
  /** Where terminals with limits get their cgroups; left out, where this process may make some. */
  readonly cgroup?: CgroupRoot | null;
  /** Instead of the named limits. */
  readonly limits?: Partial<EngineLimits>;
}

export type EngineLimits = Record<"hotRingBytes" | "keptBytesPerTerminal" | "queuedInputBytes" | "careMs", number>;

/** What the verbs of the engine share. */
export interface EngineContext extends Omit<EngineOptions, "limits" | "cgroup" | "user"> {
  readonly user: SystemUser | null;
  readonly eyes: Eyes;
  readonly limits: EngineLimits;
  /** Looked for when it is needed first. */
  readonly cgroup: () => Promise<CgroupRoot | null>;
  /** This process. */
  readonly owner: ProcessIdentity;
  readonly onChange: (terminal: RunnerTerminal) => void;
  /** A program asks what only its screen knows. */
  readonly onQuestion: (id: string) => void;
}

export function limitsOf(overrides: Partial<EngineLimits> = {}): EngineLimits {
  const { hotRingBytes, keptBytesPerTerminal, queuedInputBytes, careMs } = LIMITS;
  return { hotRingBytes, keptBytesPerTerminal, queuedInputBytes, careMs, ...overrides };
}
