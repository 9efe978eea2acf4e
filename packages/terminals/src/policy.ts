import type { InputAudit, ProcessLimits } from "@pilothouse/contracts";

/** What the owner of the server wants for every terminal. */
export interface TerminalPolicy {
  /** No terminal gets more than this, whatever it asks for. */
  readonly limits: ProcessLimits;
  /** What is kept of what is typed. */
  readonly inputAudit: InputAudit;
}

export const NO_POLICY: TerminalPolicy = { limits: {}, inputAudit: "off" };

/** The smaller of what was asked for and what the policy allows; one that neither names is left out. */
export function withinPolicy({ limits }: Pick<TerminalPolicy, "limits">, asked: ProcessLimits = {}): ProcessLimits {
  const least = (name: keyof ProcessLimits) => {
    const given = [asked[name], limits[name]].filter((limit) => limit !== undefined);
    return given.length === 0 ? {} : { [name]: Math.min(...given) };
  };
  return { ...least("processes"), ...least("memoryBytes"), ...least("cpuPercent"), ...least("cpuSeconds") };
}
