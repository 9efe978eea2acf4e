import type { TerminalStatus } from "@pilothouse/contracts";

const STATUSES: readonly TerminalStatus[] = ["running", "exited", "lost"];

/** The filters of the list, as the URL keeps them. */
export interface TerminalsSearch {
  status?: TerminalStatus;
  /** Words to find in title, command or folder. */
  q?: string;
  /** Only what this team has. */
  team?: string;
}

export function terminalsSearch(search: Record<string, unknown>): TerminalsSearch {
  const status = STATUSES.find((known) => known === search["status"]);
  const q = typeof search["q"] === "string" || typeof search["q"] === "number" ? String(search["q"]) : "";
  const team = typeof search["team"] === "string" ? search["team"] : "";
  return { ...(status ? { status } : {}), ...(q ? { q } : {}), ...(team ? { team } : {}) };
}

/** What a terminal's page shows besides the terminal of its path. */
export interface TerminalSearch {
  /** The terminal in the second pane. */
  beside?: string;
}

export function terminalSearch(search: Record<string, unknown>): TerminalSearch {
  return typeof search["beside"] === "string" && search["beside"] ? { beside: search["beside"] } : {};
}
