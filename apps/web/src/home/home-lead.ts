import type { Terminal } from "@pilothouse/contracts";

/** One sentence on how things stand. */
export function homeLead(terminals: readonly Terminal[] | null): string {
  if (!terminals) return "Looking at what runs…";
  const running = terminals.filter(({ status }) => status === "running").length;
  if (running === 0) return "Nothing runs.";
  return running === 1 ? "One terminal runs." : `${running} terminals run.`;
}
