import type { Terminal } from "@pilothouse/contracts";
import type { TerminalsSearch } from "./search.ts";

/** The terminals that pass the filters; every word must occur in the title, the command or the folder. */
export function filterTerminals(terminals: readonly Terminal[], { status, q, team }: TerminalsSearch): readonly Terminal[] {
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return terminals.filter((terminal) => {
    if (status && terminal.status !== status) return false;
    if (team && terminal.teamId !== team) return false;
    const text = [terminal.title, terminal.command.join(" "), terminal.cwd].join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
