import type { Terminal } from "@pilothouse/contracts";

/** One sentence on how things stand. */
export function homeLead(terminals: readonly Terminal[] | null): string {
  if (!terminals) return "Looking at what runs…";
  const running = terminals.filter(({ status }) => status === "running").length;
  const failed = terminals.filter(({ status, exit }) => status === "lost" || exit?.signal || exit?.code).length;
  const runs = running === 0 ? "Nothing runs" : running === 1 ? "One terminal runs" : `${running} terminals run`;
  return failed === 0 ? `${runs}.` : `${runs}, ${failed} did not end well.`;
}
